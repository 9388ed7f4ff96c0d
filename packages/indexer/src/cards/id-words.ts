/** A word that has no change of case; most have none. */
const LOWER_CASE = /^[a-z0-9]+$/;

/**
 * Returns a name's words in order, split at everything that is no letter or digit and at changes of case:
 * `ProsusAI/finbert-toneV2` is "Prosus AI finbert tone V2". A name that is split at a change of case keeps the unsplit
 * word too, after its parts, since people write it both ways.
 */
export function idWords(name: string): string {
  const words: string[] = [];
  for (const whole of name.split(/[^\p{L}\p{N}]+/u)) {
    if (whole === "") continue;
    if (LOWER_CASE.test(whole)) {
      words.push(whole);
      continue;
    }
    const parts = whole
      .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
      .split(" ");
    words.push(...parts);
    if (parts.length > 1) words.push(whole);
  }
  return words.join(" ");
}
