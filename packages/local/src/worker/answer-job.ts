import { join } from "node:path";
import type { TaskId } from "@hugginggpt/shared";
import { readJson } from "../read-json.js";
import { embedTexts } from "../tasks/embed-texts.js";
import { localTask, pipelineOf } from "../tasks/local-tasks.js";
import { openTextReader } from "../tools/text-reader.js";
import type { LoadedModels } from "./loaded-models.js";
import { DTYPES, type SizedFile, type Weights, type WorkerModel, type WorkerRequest } from "./messages.js";
import type { Kit, Model, Pipe } from "./transformers.js";

/** The text reader's memory beyond the bare process, before its growth; measured: 120 MB in all. */
const READER_BYTES = 80e6;

/** What a job works with. */
export interface JobTools {
  readonly kit: Kit;
  readonly models: LoadedModels;
  /** Takes warnings for the user about the result. */
  readonly warn: (message: string) => void;
}

/** Does a job and returns its answer. @throws Fault, and errors of the libraries. */
export async function answerJob(request: WorkerRequest, tools: JobTools): Promise<unknown> {
  const { kit, models } = tools;
  switch (request.op) {
    case "hello":
      return kit.versions;
    case "weights":
      return weightsOf(request.input, kit);
    case "run": {
      const { model, task, args } = request.input;
      const call = localTask(task);
      const loaded = await loadedFor(model, task, tools);
      // A task without a pipeline uses the model directly.
      const given = { pipe: loaded as Pipe, model: "model" in loaded ? loaded.model : loaded };
      return call({ ...given, args, kit, warn: tools.warn });
    }
    case "read": {
      const reader = await models.take("text reader", READER_BYTES, () => openTextReader(kit.runtime));
      return reader.read(request.input.picture, kit, tools.warn);
    }
    case "embed": {
      const { model, texts, purpose } = request.input;
      const pipe = await loadedFor(model, "feature-extraction", tools);
      return embedTexts(pipe as Pipe, texts, { dir: model.dir, purpose });
    }
  }
}

async function loadedFor(model: WorkerModel, task: TaskId, { kit, models }: JobTools): Promise<Pipe | Model> {
  const pipeline = pipelineOf(task);
  const { dir, dtype, bytes } = model;
  const { transformers } = kit;
  const options = { dtype, device: "cpu", local_files_only: true } as const;
  return models.take<Pipe | Model>([pipeline, dtype, dir].join(" "), bytes, () =>
    pipeline === null
      ? transformers.AutoModel.from_pretrained(dir, options)
      : transformers.pipeline(pipeline, dir, options),
  );
}

/** Returns the complete sets of weights, the best dtype for a CPU first. */
async function weightsOf(
  { dir, files }: { dir: string; files: readonly SizedFile[] },
  { transformers }: Kit,
): Promise<Weights[]> {
  const sizes = new Map(files.map(({ path, size }) => [path, size]));
  // With the configuration given, the library caches nothing about the folder, so files that arrive later are seen.
  const config = await readJson(join(dir, "config.json"));
  if (!config) throw new Error(`${dir} has no usable config.json`);
  const found: Weights[] = [];
  for (const dtype of DTYPES) {
    const wanted = await transformers.ModelRegistry.get_model_files(dir, { config, dtype });
    const models = wanted.filter((path) => path.endsWith(".onnx"));
    if (models.length === 0 || !models.every((path) => sizes.has(path))) continue;
    // Large weights are in files of their own: `model.onnx_data`, `model.onnx_data_1` ...
    const parts = files.filter(({ path }) =>
      models.some((one) => path === one || path.startsWith(`${one}_data`)),
    );
    found.push({ dtype, files: parts, bytes: parts.reduce((sum, { size }) => sum + size, 0) });
  }
  return found;
}
