/** Terms in one query at most; a request needs a few dozen. */
const MAX_TERMS = 64;
const MAX_TERM_LENGTH = 64;

/**
 * Returns the terms that a query looks for, each a phrase without a sign that is syntax. More than 64 terms, the rest
 * of a term beyond 64 characters, and terms without a letter or digit are left out.
 */
export function phrasesOf(terms: readonly string[]): string[] {
  const phrases = new Set<string>();
  for (const term of terms) {
    const clean = term.slice(0, MAX_TERM_LENGTH).replaceAll("\0", " ").replaceAll('"', " ").trim();
    if (/[\p{L}\p{N}]/u.test(clean)) phrases.add(clean);
    if (phrases.size === MAX_TERMS) break;
  }
  return [...phrases];
}

/** Returns an FTS5 expression that matches any of the terms, each a quoted string; null if no term is left. */
export function matchAny(terms: readonly string[]): string | null {
  const phrases = phrasesOf(terms);
  return phrases.length === 0 ? null : phrases.map((phrase) => `"${phrase}"`).join(" OR ");
}
