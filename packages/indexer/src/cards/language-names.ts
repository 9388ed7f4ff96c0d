const NAMES = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
/** Names by code, of those that were asked for: to look one up takes many times as long. */
const known = new Map<string, string>();

/** Returns the English names of language codes, `German` for `de`; a code without a known name is left as it is. */
export function languageNames(codes: readonly string[]): string[] {
  return codes.map((code) => (/^[a-z]{2,3}$/.test(code) ? nameOf(code) : code));
}

function nameOf(code: string): string {
  const name = known.get(code) ?? NAMES.of(code) ?? code;
  known.set(code, name);
  return name;
}
