import type { RunView } from "@hugginggpt/server";
import type { TaskModel } from "./run-model.js";

const HANDLE = /^<(FILE|GENERATED)>-(\d+)$/;

/**
 * Returns the address of a task's input picture: a given file, or the first picture of an earlier task. Null if it has
 * none.
 */
export function pictureBefore(
  { args }: Pick<TaskModel, "args">,
  run: string,
  tasks: readonly Pick<RunView["tasks"][number], "id" | "artifacts">[],
): string | null {
  const [, kind, number] = HANDLE.exec(String(args.image ?? "")) ?? [];
  if (kind === "FILE") return `api/runs/${encodeURIComponent(run)}/files/${number}`;
  if (kind !== "GENERATED") return null;
  const made = tasks.find(({ id }) => id === Number(number))?.artifacts ?? [];
  return made.find(({ mediaType }) => mediaType.startsWith("image/"))?.href ?? null;
}
