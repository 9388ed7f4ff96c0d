import { fieldsOf, type OutputField, resolveTask, type TaskOutput, taskSpec } from "@hugginggpt/shared";
import { subtitles } from "./subtitles.js";
import { tableCsv } from "./table-csv.js";

/** A file made from what a task returned besides its media. */
export interface ResultFile {
  readonly text: string;
  readonly mediaType: string;
  /** Without the dot. */
  readonly extension: string;
}

/** Longer results fill more than a screen, and answers cut them. */
const SCREEN_CHARACTERS = 2_000;

/**
 * Returns the files to write for a task's output besides its media: transcripts, captions, generated texts and texts of
 * more than a screen as text, a transcript's times as subtitles, tables as CSV, and as JSON findings in pictures and
 * recordings, vectors, and lists of more than a screen. Empty if the answer says it all.
 */
export function resultFiles(output: TaskOutput, task: string): ResultFile[] {
  return [...textFiles(output, task), ...tableFiles(output), ...dataFiles(output)];
}

function textFiles({ text, segments }: TaskOutput, task: string): ResultFile[] {
  if (!text?.trim() || !(isTextResult(task) || text.length > SCREEN_CHARACTERS)) return [];
  const file = { text: text.endsWith("\n") ? text : `${text}\n`, mediaType: "text/plain", extension: "txt" };
  const timed = segments ? subtitles(segments) : "";
  return timed ? [file, { text: timed, mediaType: "application/x-subrip", extension: "srt" }] : [file];
}

/** True if the text itself is the result: a transcript, a caption, a story. */
function isTextResult(task: string): boolean {
  const id = resolveTask(task);
  return id !== null && taskSpec(id).textIsResult;
}

function tableFiles({ table }: TaskOutput): ResultFile[] {
  if (!table || Object.keys(table).length === 0) return [];
  return [{ text: tableCsv(table), mediaType: "text/csv", extension: "csv" }];
}

function dataFiles(output: TaskOutput): ResultFile[] {
  const kept = fieldsOf(output).filter((field) => isKept(field, output));
  const data = kept.map(({ type }) => [type, output[type]] as const);
  const filled = data.filter(([, list]) => Array.isArray(list) && list.length > 0);
  if (filled.length === 0) return [];
  const json = `${JSON.stringify(Object.fromEntries(filled), null, output.vector ? 0 : 2)}\n`;
  return [{ text: json, mediaType: "application/json", extension: "json" }];
}

function isKept(field: OutputField, { text }: TaskOutput): boolean {
  switch (field.kept) {
    case "always":
      return true;
    case "untimed":
      return text === undefined;
    case "whenLong":
      return (field.text()?.length ?? 0) > SCREEN_CHARACTERS;
    case "never":
      return false;
  }
}
