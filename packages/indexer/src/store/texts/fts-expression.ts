/** Terms in one query at most; a request needs a few dozen. */
const MAX_TERMS = 64;
const MAX_TERM_LENGTH = 64;

/**
 * Returns an FTS5 expression that matches any of the terms, each a quoted string, so that no text is syntax; null
 * where no term has a letter or digit. More than 64 terms, and the rest of a term beyond 64 characters, are left out.
 */
export function matchAny(terms: readonly string[]): string | null {
  const quoted = new Set<string>();
  for (const term of terms) {
    const clean = term.slice(0, MAX_TERM_LENGTH).replaceAll("\0", " ").replaceAll('"', " ").trim();
    if (/[\p{L}\p{N}]/u.test(clean)) quoted.add(`"${clean}"`);
    if (quoted.size === MAX_TERMS) break;
  }
  return quoted.size === 0 ? null : [...quoted].join(" OR ");
}
