import { isMedia, type ResolvedArgs } from "@hugginggpt/shared";

/** Tokens of what is said around the arguments: the task, the form of the answer. */
const AROUND = 2_000;
/** Tokens of a file at most: a large picture in tiles has a few thousand. */
const PER_FILE = 20_000;

/**
 * Returns how many tokens a task's arguments can be at most when they are put to a model that is paid by tokens: no token
 * is shorter than a byte.
 */
export function inputBound(args: ResolvedArgs): number {
  return Object.values(args).reduce<number>((sum, value) => sum + tokensOf(value), AROUND);
}

function tokensOf(value: ResolvedArgs[string]): number {
  return isMedia(value) ? PER_FILE : Buffer.byteLength(JSON.stringify(value));
}
