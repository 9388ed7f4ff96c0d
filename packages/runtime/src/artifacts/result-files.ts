import { outputText, type TaskOutput } from "@hugginggpt/shared";
import { subtitles } from "./subtitles.js";
import { tableCsv } from "./table-csv.js";

/** A file made from what a task returned besides its media. */
export interface ResultFile {
  readonly text: string;
  readonly mediaType: string;
  /** Without the dot. */
  readonly extension: string;
}

/** Tasks whose text is a result of its own: a transcript, a caption. */
const TEXT_IS_A_FILE: ReadonlySet<string> = new Set(["automatic-speech-recognition", "image-to-text"]);
/** Longer results fill more than a screen, and answers cut them. */
const SCREEN_CHARACTERS = 2_000;

/**
 * Returns the files that a task's output is worth besides its media: transcripts, captions and texts of more than a
 * screen as text, a transcript's times as subtitles, tables as CSV, and as JSON what was found in a picture or a
 * recording, vectors, and lists that fill more than a screen. Empty where the answer says it all.
 */
export function resultFiles(output: TaskOutput, task: string): ResultFile[] {
  return [...textFiles(output, task), ...tableFiles(output), ...dataFiles(output)];
}

function textFiles({ text, segments }: TaskOutput, task: string): ResultFile[] {
  if (!text?.trim() || !(TEXT_IS_A_FILE.has(task) || text.length > SCREEN_CHARACTERS)) return [];
  const file = { text: text.endsWith("\n") ? text : `${text}\n`, mediaType: "text/plain", extension: "txt" };
  const timed = segments ? subtitles(segments) : "";
  return timed ? [file, { text: timed, mediaType: "application/x-subrip", extension: "srt" }] : [file];
}

function tableFiles({ table }: TaskOutput): ResultFile[] {
  if (!table || Object.keys(table).length === 0) return [];
  return [{ text: tableCsv(table), mediaType: "text/csv", extension: "csv" }];
}

function dataFiles(output: TaskOutput): ResultFile[] {
  const { text, boxes, masks, keypoints, segments, vector, labels, entities, numbers } = output;
  const found = { boxes, masks, keypoints, vector, ...(text === undefined ? { segments } : {}) };
  const long = (list: TaskOutput): boolean => outputText(list).length > SCREEN_CHARACTERS;
  const data = {
    ...found,
    ...(labels && long({ labels }) ? { labels } : {}),
    ...(entities && long({ entities }) ? { entities } : {}),
    ...(numbers && long({ numbers }) ? { numbers } : {}),
  };
  const kept = Object.entries(data).filter(([, list]) => list && list.length > 0);
  if (kept.length === 0) return [];
  const json = `${JSON.stringify(Object.fromEntries(kept), null, vector ? 0 : 2)}\n`;
  return [{ text: json, mediaType: "application/json", extension: "json" }];
}
