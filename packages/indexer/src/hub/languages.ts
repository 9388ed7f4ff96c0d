/**
 * Tags of two letters that mean something else far more often than the language: computer vision, machine learning, and
 * words of names that were split into tags (`text`, `to`, `image`).
 */
const NO_LANGUAGE_AS_TAG = ["cv", "ml", "as", "or", "to"];
const NAMES = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
const CODE_BY_NAME = namesOfCodes();
const MAX_LANGUAGES = 200;

/**
 * Returns the languages that front matter declares (`language`: a code, a name, or a list of them), in the given order.
 * YAML 1.1 reads Norway's `no` as false, so false is Norwegian. Region and script are dropped (`zh-Hant` is `zh`).
 */
export function declaredLanguages(declared: unknown): string[] {
  const values = Array.isArray(declared) ? declared.slice(0, MAX_LANGUAGES) : [declared];
  return [...new Set(values.map(languageCode).filter((code) => code !== null))];
}

/** Returns the languages among a model's tags: known codes of two letters, and `multilingual`. */
export function taggedLanguages(tags: readonly string[]): string[] {
  const codes = tags.filter(
    (tag) =>
      tag === "multilingual" ||
      (/^[a-z]{2}$/.test(tag) && !NO_LANGUAGE_AS_TAG.includes(tag) && NAMES.of(tag) !== undefined),
  );
  return [...new Set(codes)];
}

function languageCode(value: unknown): string | null {
  if (value === false) return "no";
  if (typeof value !== "string") return null;
  const name = value.trim().toLowerCase().slice(0, 40);
  if (name === "multilingual") return name;
  const code = /^([a-z]{2,3})(?:[-_][a-z0-9]+)*$/.exec(name)?.[1];
  return code ?? CODE_BY_NAME.get(name) ?? null;
}

function namesOfCodes(): ReadonlyMap<string, string> {
  const letters = Array.from("abcdefghijklmnopqrstuvwxyz");
  const codes = letters.flatMap((a) => letters.map((b) => a + b));
  // The first code of a name wins: "no" and "nb" have names of their own, deprecated codes come later.
  const byName = new Map<string, string>();
  for (const code of codes) {
    const name = NAMES.of(code)?.toLowerCase();
    if (name && !byName.has(name)) byName.set(name, code);
  }
  return byName;
}
