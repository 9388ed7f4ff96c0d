import {
  type ArgValue,
  fieldsOf,
  isMediaKind,
  MODALITIES,
  type Outcome,
  outputText,
  type TaskOutput,
} from "@hugginggpt/shared";
import type { Resolved, Wanted } from "./wanted-argument.js";

/**
 * Returns what an earlier task's output provides for an argument: files for a file, the table for a table, the first
 * number for a number, otherwise its text. For a list of texts, labels, names and found things give one text each. If
 * the output lacks it, that is a problem; the earlier task's input never stands in for it.
 */
export function outputValue(of: number, outcome: Outcome | undefined, wanted: Wanted): Resolved {
  if (outcome?.status !== "succeeded") return { problem: `task ${of} returned nothing` };
  const { output } = outcome;
  const values = valuesOf(output, wanted);
  return values.length > 0 ? { values } : { problem: missing(of, output, wanted) };
}

function missing(of: number, output: TaskOutput, { type }: Wanted): string {
  const isUnmarked =
    type === "image" && fieldsOf(output).some((found) => MODALITIES.image.readFrom.includes(found.type));
  return isUnmarked
    ? `task ${of} could not mark what it found, because its picture is no PNG or JPEG of at most 16 million pixels`
    : `task ${of} returned no ${type}`;
}

function valuesOf(output: TaskOutput, wanted: Wanted): readonly ArgValue[] {
  if (isMediaKind(wanted.type)) return mediaOf(output, wanted);
  if (wanted.type === "table") return output.table ? [output.table] : [];
  if (wanted.type === "numbers") return firstNumber(output);
  if (wanted.list) return listOf(output);
  const text = outputText(output);
  return text.trim() === "" ? [] : [text];
}

/** Returns files of the wanted type before those that can replace it, such as a video for a recording. */
function mediaOf(output: TaskOutput, wanted: Wanted): NonNullable<TaskOutput["media"]> {
  const kinds = [wanted.type, ...MODALITIES[wanted.type].readFrom];
  const files = kinds.flatMap((kind) => output.media?.filter((media) => media.kind === kind) ?? []);
  return wanted.list ? files : files.slice(0, 1);
}

function firstNumber(output: TaskOutput): readonly number[] {
  if (output.numbers) return output.numbers.slice(0, 1);
  const number = output.text?.trim() ? Number(output.text) : Number.NaN;
  return Number.isFinite(number) ? [number] : [];
}

function listOf(output: TaskOutput): readonly string[] {
  const texts = output.text === undefined ? fieldsOf(output).map((field) => field.texts()) : [];
  const found = texts.find((list) => list !== null);
  if (found) return found;
  const text = outputText(output);
  return text.trim() === "" ? [] : [text];
}
