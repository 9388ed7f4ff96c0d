import { oneLine } from "@hugginggpt/shared";

const MAX_WORDS = 12;
const MAX_CHARACTERS = 120;
/** `owner/name` of a model; other words with a slash have no digit, no sign and no capital inside. */
const MODEL_ID = /^(?=.*(?:\d|[-_.]|\p{Ll}\p{Lu})).+\/.+$/u;

/**
 * Returns the kind of model that a plan asks for, as one line of at most 12 plain words, without references and ids of
 * models, which a plan may not choose. Empty if nothing is left.
 */
export function cleanNeed(written: string): string {
  const words = oneLine(written.slice(0, MAX_CHARACTERS * 4).normalize("NFKC"), MAX_CHARACTERS * 4)
    .replace(/<[^<>]{0,40}>(?:-\d+)?/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "" && !MODEL_ID.test(word));
  return words.slice(0, MAX_WORDS).join(" ").slice(0, MAX_CHARACTERS).trim();
}
