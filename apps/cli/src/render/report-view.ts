import { basename, dirname, isAbsolute, relative } from "node:path";
import { type ArtifactReport, type RunReport, shortRunId, type TaskReport } from "@hugginggpt/runtime";
import { type ArtifactReader, secondsText } from "@hugginggpt/shared";
import { t } from "../lang/words.js";
import { byteSize, duration } from "./format.js";
import { usageText } from "./usage-view.js";

/** A file of a run, and where it is on this machine. */
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

/** Returns files with their paths, or the addresses of those that have none; the name where there is neither. */
export function withPaths<T extends { readonly name: string }>(
  files: readonly T[],
  reader: ArtifactReader,
): Placed<T>[] {
  return files.map((file) => ({
    ...file,
    path: reader.pathOf(file.name) ?? reader.addressOf?.(file.name) ?? file.name,
  }));
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

/** A line about a file; `name` is what of it a click opens. */
export interface FileLine {
  readonly line: string;
  readonly name?: string;
  readonly path?: string;
}

/**
 * Returns a run's files as at most 20 lines after an empty one; nothing if it made none. `dir`: base of relative paths;
 * null: paths are absolute.
 */
export function fileLines(report: ShownReport, dir: string | null = null): FileLine[] {
  const files = filesOf(report);
  const [first] = files;
  if (!first) return [];
  const what = ({ mediaType, bytes, seconds, task }: MadeFile): string =>
    `(${mediaType}, ${seconds === undefined ? "" : `${secondsText(seconds)}, `}${byteSize(bytes)}, ${task})`;
  const more = files.length - MAX_LISTED;
  const folder = dirname(first.path);
  const nameOf = ({ path }: MadeFile): string => {
    if (dir === null) return path;
    return dirname(path) === folder ? basename(path) : shortPath(path, dir);
  };
  return [
    { line: "" },
    { line: dir === null ? t`Files:` : t`Files in ${shortPath(folder, dir)}:` },
    ...files
      .slice(0, MAX_LISTED)
      .map((file) => ({ line: `  ${nameOf(file)}  ${what(file)}`, name: nameOf(file), path: file.path })),
    ...(more > 0 ? [{ line: t`  and ${more} more; manifest.json lists all` }] : []),
  ];
}

/** Returns a path as it is written from a directory, where it is in it. */
export function shortPath(path: string, dir: string): string {
  const way = relative(dir, path);
  return way === "" || way.startsWith("..") || isAbsolute(way) ? path : way;
}

/** Returns how a run ended, in a line: how long it took, what it used, who planned, and its name for other commands. */
export function endLine(report: ShownReport, executes: boolean): string {
  const { status, seconds, usage, controller, run, tasks } = report;
  const time = duration(seconds * 1000);
  const isIdle = tasks.length > 0 && tasks.every(({ attempts }) => attempts.length === 0);
  const ends = {
    done: t`Done in ${time}`,
    partial: t`Partly done in ${time}`,
    failed: t`Failed after ${time}`,
  };
  const how =
    !executes || (isIdle && status === "failed") ? t`Nothing was run; planned in ${time}` : ends[status];
  return [
    how,
    ...(usage.llmCalls + usage.modelCalls > 0 ? [usageText(usage)] : []),
    ...(controller === "offline" ? [t`no language model; planned by rules`] : []),
    ...(executes ? [t`run ${shortRunId(run)}`] : []),
  ].join(" · ");
}

/** Returns the files that a run made, in the order of its tasks. */
export function filesOf(report: ShownReport): MadeFile[] {
  return report.tasks.flatMap(({ id, task, artifacts }) =>
    artifacts.map(({ sha256: _, ...file }) => ({ ...file, task: `${task} [${id}]` })),
  );
}
