import { languageCode } from "@hugginggpt/shared/languages";

/**
 * Tags of two letters that hardly ever mean the language: computer vision, machine learning, and words of names that
 * were split into tags (`text`, `to`, `image`).
 */
const NO_LANGUAGE_AS_TAG = ["cv", "ml", "as", "in", "or", "to"];
const MAX_LANGUAGES = 200;

/**
 * Returns the languages that front matter declares (`language`: a code, a name, or a list of them), in their order,
 * without region and script (`zh-Hant` is `zh`). YAML 1.1 reads `no` as false, so false is Norwegian.
 */
export function declaredLanguages(declared: unknown): string[] {
  const values = Array.isArray(declared) ? declared.slice(0, MAX_LANGUAGES) : [declared];
  return [...new Set(values.map(declaredCode).filter((code) => code !== null))];
}

/** Returns the languages among a model's tags: known codes of two letters, and `multilingual`. */
export function taggedLanguages(tags: readonly string[]): string[] {
  const codes = tags.map((tag) => {
    if (tag === "multilingual") return tag;
    return /^[a-z]{2}$/.test(tag) && !NO_LANGUAGE_AS_TAG.includes(tag) ? languageCode(tag) : null;
  });
  return [...new Set(codes.filter((code) => code !== null))];
}

function declaredCode(value: unknown): string | null {
  if (value === false) return "no";
  if (typeof value !== "string") return null;
  const name = value.trim().toLowerCase().slice(0, 40);
  return name === "multilingual" ? name : languageCode(name);
}
