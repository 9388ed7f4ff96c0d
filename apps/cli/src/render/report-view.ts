import type { RunReport } from "@hugginggpt/runtime";
import { byteSize } from "./format.js";

/** Files that are listed; a manifest has all. */
const MAX_LISTED = 20;

/** A file of a run with the task that made it. */
export interface MadeFile {
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly task: string;
}

/** Returns a run's answer and its files as lines for a person. */
export function reportLines(report: RunReport): string[] {
  return [report.answer, ...fileLines(report)];
}

/** Returns a run's files as lines, after an empty one, 20 of them at most; nothing where it made none. */
export function fileLines(report: RunReport): string[] {
  const files = filesOf(report);
  if (files.length === 0) return [];
  const what = ({ mediaType, bytes, task }: MadeFile): string =>
    `(${mediaType}, ${byteSize(bytes)}, ${task})`;
  const more = files.length - MAX_LISTED;
  return [
    "",
    "Files:",
    ...files.slice(0, MAX_LISTED).map((file) => `  ${file.path}  ${what(file)}`),
    ...(more > 0 ? [`  and ${more} more: manifest.json beside them names all`] : []),
  ];
}

/** Returns the files that a run made, in the order of its tasks. */
export function filesOf(report: RunReport): MadeFile[] {
  return report.tasks.flatMap(({ id, task, artifacts }) =>
    artifacts.map(({ path, mediaType, bytes }) => ({ path, mediaType, bytes, task: `${task} [${id}]` })),
  );
}
