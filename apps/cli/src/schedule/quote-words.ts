/** Returns words as a POSIX shell reads them back. */
export function shellWords(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(" ");
}

/** Returns words as a systemd unit reads them back: `%` and `$` mean something there. */
export function systemdWords(words: readonly string[]): string {
  return words
    .map((word) => word.replaceAll("%", "%%").replaceAll("$", "$$$$"))
    .map((word) => (/^[\w@%$+=:,./-]+$/.test(word) ? word : `"${word.replace(/["\\]/g, "\\$&")}"`))
    .join(" ");
}
