import type { RunView } from "@hugginggpt/server";
import type { TaskModel } from "./run-model.js";

const HANDLE = /^<(FILE|GENERATED)>-(\d+)$/;

/**
 * Returns where the picture is that a task took: a given file, or the first picture of the task before it; null where it
 * took none.
 */
export function pictureBefore(
  { args }: Pick<TaskModel, "args">,
  run: string,
  tasks: readonly Pick<RunView["tasks"][number], "id" | "artifacts">[],
): string | null {
  const [, kind, number] = HANDLE.exec(String(args.image ?? "")) ?? [];
  if (kind === "FILE") return `/api/runs/${encodeURIComponent(run)}/files/${number}`;
  if (kind !== "GENERATED") return null;
  const made = tasks.find(({ id }) => id === Number(number))?.artifacts ?? [];
  return made.find(({ mediaType }) => mediaType.startsWith("image/"))?.href ?? null;
}
