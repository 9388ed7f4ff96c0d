import type { RunReport } from "@hugginggpt/runtime";
import { byteSize } from "./format.js";

/** Returns a run's answer and its files as lines for a person. */
export function reportLines(report: RunReport): string[] {
  const files = report.tasks.flatMap((task) => task.artifacts);
  return [
    report.answer,
    ...(files.length > 0 ? ["", "Files:"] : []),
    ...files.map((file) => `  ${file.path}  (${file.mediaType}, ${byteSize(file.bytes)})`),
  ];
}
