import type { RunReport } from "@hugginggpt/runtime";
import { byteSize } from "./format.js";

/** Returns a run's answer and its files as lines for a person. */
export function reportLines(report: RunReport): string[] {
  return [report.answer, ...fileLines(report)];
}

/** Returns a run's files as lines, after an empty one; nothing where it made none. */
export function fileLines(report: RunReport): string[] {
  const files = report.tasks.flatMap((task) => task.artifacts);
  if (files.length === 0) return [];
  return [
    "",
    "Files:",
    ...files.map((file) => `  ${file.path}  (${file.mediaType}, ${byteSize(file.bytes)})`),
  ];
}
