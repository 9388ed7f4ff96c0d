import { join } from "node:path";
import { readJson } from "../read-json.js";
import type { Pipe, Tensor } from "../worker/transformers.js";
import { field, unexpectedResult } from "./local-task.js";

interface EmbedOptions {
  /** The model's folder, where it may say how its vectors are pooled and what is put before a text. */
  readonly dir?: string;
  readonly purpose: "document" | "query";
}

/**
 * Returns a vector of unit length for each text, with the pooling and the prompts that a Sentence Transformers model
 * states (`1_Pooling/config.json`, `config_sentence_transformers.json`), or else with the mean.
 */
export async function embedTexts(
  pipe: Pipe,
  texts: readonly string[],
  { dir, purpose }: EmbedOptions,
): Promise<Float32Array[]> {
  const prompt = dir === undefined ? "" : await promptOf(dir, purpose);
  const pooling = dir === undefined ? "mean" : await poolingOf(dir);
  const made = await pipe(
    texts.map((text) => prompt + text),
    { pooling, normalize: true },
  );
  const { data, dims } = tensorOf(made);
  const [count = 0, width = 0] = dims;
  if (count !== texts.length || width === 0) throw unexpectedResult("a vector for each text");
  const values = Float32Array.from(data);
  return texts.map((_, i) => values.slice(i * width, (i + 1) * width));
}

function tensorOf(made: unknown): Pick<Tensor, "data" | "dims"> {
  const [data, dims] = [field(made, "data"), field(made, "dims")];
  if (!ArrayBuffer.isView(data) || !Array.isArray(dims) || dims.length !== 2)
    throw unexpectedResult("vectors");
  return { data: data as Float32Array, dims };
}

async function poolingOf(dir: string): Promise<"mean" | "cls" | "last_token"> {
  const stated = await readJson(join(dir, "1_Pooling", "config.json"));
  if (field(stated, "pooling_mode_cls_token") === true) return "cls";
  return field(stated, "pooling_mode_lasttoken") === true ? "last_token" : "mean";
}

async function promptOf(dir: string, purpose: "document" | "query"): Promise<string> {
  const prompts = field(await readJson(join(dir, "config_sentence_transformers.json")), "prompts");
  const prompt = field(prompts, purpose) ?? (purpose === "document" ? field(prompts, "passage") : undefined);
  return typeof prompt === "string" ? prompt : "";
}
