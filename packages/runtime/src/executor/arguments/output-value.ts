import { MEDIA_TYPES, type Outcome, outputText, type TaskOutput } from "@hugginggpt/shared";
import type { Resolved, Wanted } from "./wanted-argument.js";

/**
 * Returns what an earlier task's output gives to an argument: files for a file, the table for a table, the first
 * number for a number, otherwise its text. Where a list of texts is wanted, labels, names and found things give one
 * text each. An output without what is needed is a problem; the earlier task's input never stands in for it.
 */
export function outputValue(of: number, outcome: Outcome | undefined, wanted: Wanted): Resolved {
  if (outcome?.status !== "succeeded") return { problem: `task ${of} delivered nothing` };
  const { output } = outcome;
  const values = valuesOf(output, wanted);
  return values.length > 0 ? { values } : { problem: missing(of, output, wanted) };
}

function missing(of: number, output: TaskOutput, { type }: Wanted): string {
  const found = output.boxes ?? output.masks ?? output.keypoints;
  return type === "image" && found
    ? `task ${of} could not mark what it found, because its picture is no PNG or JPEG of at most 16 million pixels`
    : `task ${of} returned no ${type}`;
}

function valuesOf(
  output: TaskOutput,
  wanted: Wanted,
): readonly (
  | string
  | number
  | NonNullable<TaskOutput["table"]>
  | NonNullable<TaskOutput["media"]>[number]
)[] {
  if (MEDIA_TYPES.some((kind) => kind === wanted.type)) return mediaOf(output, wanted);
  if (wanted.type === "table") return output.table ? [output.table] : [];
  if (wanted.type === "numbers") return firstNumber(output);
  if (wanted.list) return listOf(output);
  const text = outputText(output);
  return text.trim() === "" ? [] : [text];
}

/** A video can stand where a recording is wanted: it has a sound track. */
function mediaOf(output: TaskOutput, wanted: Wanted): NonNullable<TaskOutput["media"]> {
  const kinds = wanted.type === "audio" ? ["audio", "video"] : [wanted.type];
  const files = kinds.flatMap((kind) => output.media?.filter((media) => media.kind === kind) ?? []);
  return wanted.list ? files : files.slice(0, 1);
}

function firstNumber(output: TaskOutput): readonly number[] {
  if (output.numbers) return output.numbers.slice(0, 1);
  const number = output.text?.trim() ? Number(output.text) : Number.NaN;
  return Number.isFinite(number) ? [number] : [];
}

function listOf(output: TaskOutput): readonly string[] {
  if (output.text === undefined) {
    if (output.labels) return output.labels.map((one) => one.label);
    if (output.entities) return unique(output.entities.map((one) => one.text));
    if (output.boxes) return unique(output.boxes.map((one) => one.label));
    if (output.masks) return unique(output.masks.map((one) => one.label));
  }
  const text = outputText(output);
  return text.trim() === "" ? [] : [text];
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
