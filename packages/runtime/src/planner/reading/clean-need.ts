import { oneLine } from "@hugginggpt/shared";

const MAX_WORDS = 12;
const MAX_CHARACTERS = 120;
/** `owner/name`, as models and nothing in plain words is called: one side has a digit, a sign or a capital inside. */
const MODEL_ID = /^(?=.*(?:\d|[-_.]|\p{Ll}\p{Lu})).+\/.+$/u;

/**
 * Returns what a plan says of the kind of model that a task needs, as one line of plain words: at most 12, no references
 * and no model's id, because a plan names no model. Empty if nothing is left.
 */
export function cleanNeed(written: string): string {
  const words = oneLine(written.slice(0, MAX_CHARACTERS * 4).normalize("NFKC"), MAX_CHARACTERS * 4)
    .replace(/<[^<>]{0,40}>(?:-\d+)?/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "" && !MODEL_ID.test(word));
  return words.slice(0, MAX_WORDS).join(" ").slice(0, MAX_CHARACTERS).trim();
}
