import type { ArtifactReport, RunReport, TaskReport } from "@hugginggpt/runtime";
import { type ArtifactReader, secondsText } from "@hugginggpt/shared";
import { byteSize } from "./format.js";

/** A file of a run, and where it lies on this machine. */
type Placed<T> = T & { readonly path: string };

/** The JSON contract of `hugginggpt run --json`: a run's report, with the paths of its files. */
export interface ShownReport extends Omit<RunReport, "tasks"> {
  readonly tasks: readonly (Omit<TaskReport, "artifacts"> & {
    readonly artifacts: readonly Placed<ArtifactReport>[];
  })[];
}

/** Returns a report with the paths of its files. */
export function shownReport(report: RunReport, reader: ArtifactReader): ShownReport {
  const tasks = report.tasks.map((task) => ({ ...task, artifacts: withPaths(task.artifacts, reader) }));
  return { ...report, tasks };
}

/** Returns files with their paths; a file that has none keeps its name as its path. */
export function withPaths<T extends { readonly name: string }>(
  files: readonly T[],
  reader: ArtifactReader,
): Placed<T>[] {
  return files.map((file) => ({ ...file, path: reader.pathOf(file.name) ?? file.name }));
}

/** Files that are listed; a manifest has all. */
const MAX_LISTED = 20;

/** A file of a run with the task that made it. */
export interface MadeFile {
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly seconds?: number;
  readonly task: string;
}

/** Returns a run's answer and its files as lines for a person. */
export function reportLines(report: ShownReport): string[] {
  return [report.answer, ...fileLines(report)];
}

/** Returns a run's files as lines, after an empty one, 20 of them at most; nothing where it made none. */
export function fileLines(report: ShownReport): string[] {
  const files = filesOf(report);
  if (files.length === 0) return [];
  const what = ({ mediaType, bytes, seconds, task }: MadeFile): string =>
    `(${mediaType}, ${seconds === undefined ? "" : `${secondsText(seconds)}, `}${byteSize(bytes)}, ${task})`;
  const more = files.length - MAX_LISTED;
  return [
    "",
    "Files:",
    ...files.slice(0, MAX_LISTED).map((file) => `  ${file.path}  ${what(file)}`),
    ...(more > 0 ? [`  and ${more} more: manifest.json beside them names all`] : []),
  ];
}

/** Returns the files that a run made, in the order of its tasks. */
export function filesOf(report: ShownReport): MadeFile[] {
  return report.tasks.flatMap(({ id, task, artifacts }) =>
    artifacts.map(({ sha256: _, ...file }) => ({ ...file, task: `${task} [${id}]` })),
  );
}
