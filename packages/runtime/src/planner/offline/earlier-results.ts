import { isTaskId, type TaskId } from "@hugginggpt/shared";
import type { NamedFile } from "../file-mentions.js";
import { namedTasks } from "./node.js";

/** Words for a picture, video or recording, whoever made it. */
const MEDIUM =
  /\b(?:pictures?|images?|drawings?|paintings?|videos?|clips?|animations?|music|audio|sounds?)\b/i;
const GIVEN = /\b(?:original|given|my|our)\b/i;

/** Returns the task that made a file in an earlier run, by the name that runs give ("0-summarization.txt"); undefined for others. */
export function makerOf({ name }: Pick<NamedFile, "name">): TaskId | undefined {
  const task = /^\d+-(.+?)(?:-\d+)?\.(?!srt$)\w+$/.exec(name)?.[1];
  return task !== undefined && isTaskId(task) ? task : undefined;
}

/**
 * Returns which of the files, all of a fitting type, a clause means: an earlier run's result if the clause names it
 * ("the summary", "the picture") or says "it"; else the first one given by the user. The latest counts. Undefined
 * without files. `isSource`: the clause names the user's text ("the letter"); `isIt`: it says "it".
 */
export function meantFile(
  clause: string,
  files: readonly NamedFile[],
  self: TaskId,
  { isSource, isIt }: { readonly isSource: boolean; readonly isIt: boolean },
): NamedFile | undefined {
  const made = files.filter((file) => makerOf(file) !== undefined);
  const [given] = files.filter((file) => makerOf(file) === undefined);
  const named = namedTasks(clause, self).filter((task) => !(isSource && given && task === "text-generation"));
  const called = made.findLast((file) => named.some((task) => task === makerOf(file)));
  if (called) return called;
  const latest = made.at(-1);
  if (latest && isIt && !isSource) return latest;
  if (latest && latest.type !== "text" && MEDIUM.test(clause) && !GIVEN.test(clause)) return files.at(-1);
  return given ?? latest;
}
