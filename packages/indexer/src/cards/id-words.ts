/** Most words have no upper-case letter. */
const LOWER_CASE = /^[a-z0-9]+$/;

/**
 * Returns the words of a name in order. It is split at changes of case and at everything but letters and digits. A word
 * that is split at a change of case also follows its parts whole, because people write it both ways:
 * `ProsusAI/finbert` is "Prosus AI ProsusAI finbert".
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
