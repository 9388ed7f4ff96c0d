const NAMES = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/** Returns the English names of language codes, `German` for `de`; a code without a known name is left as it is. */
export function languageNames(codes: readonly string[]): string[] {
  return codes.map((code) => (/^[a-z]{2,3}$/.test(code) ? NAMES.of(code) : undefined) ?? code);
}
