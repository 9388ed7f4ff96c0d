import { closest, editDistance } from "./closest.js";

const SHOWN = 3;
/** Shorter beginnings fit too much. */
const MIN_PART = 3;

/**
 * Returns "Did you mean a or b?" with up to three names like the given one, nearest first and each once: those that
 * are spelled alike (half of the letters at least), and those that hold it as a part of their own (`finbert` in
 * `ProsusAI/finbert`, `fal` in `fal-ai`). Case is not examined, but for a name that differs in nothing else: then it
 * is the only one. Empty if no name is like it. `asShown` may give several names one form.
 */
export function didYouMean(
  name: string,
  names: readonly string[],
  asShown: (name: string) => string = (one) => one,
): string {
  const wanted = name.trim().toLowerCase();
  const byKey = new Map(names.map((one) => [one.toLowerCase(), one]));
  const keys = [...byKey.keys()].filter((key) => key !== "" && byKey.get(key) !== name);
  if (keys.includes(wanted)) return `Did you mean ${asShown(byKey.get(wanted) ?? wanted)}?`;
  const holding = wanted.length < MIN_PART ? [] : keys.filter((key) => isPart(wanted, key));
  const alike = closest(wanted, keys, SHOWN).filter(
    (key) => editDistance(wanted, key) * 2 <= Math.max(wanted.length, key.length),
  );
  const near = [...alike, ...holding.sort((a, b) => a.length - b.length)];
  const shown = [...new Set(near.map((key) => asShown(byKey.get(key) ?? key)))].slice(0, SHOWN);
  return shown.length === 0 ? "" : `Did you mean ${inWords(shown)}?`;
}

/**
 * As `didYouMean`, of a name with or without more after a colon (`olama:qwen3`) among forms such as `ollama:<model>`:
 * what stands after the colon stays.
 */
export function didYouMeanForm(given: string, forms: readonly string[]): string {
  const [kind = "", ...rest] = given.trim().split(":");
  const byKind = new Map(forms.map((form) => [form.split(":")[0] ?? form, form]));
  const more = rest.length > 0 ? `:${rest.join(":")}` : null;
  return didYouMean(kind, [...byKind.keys()], (one) => {
    const form = byKind.get(one) ?? one;
    return form.includes(":") && more !== null ? `${one}${more}` : form;
  });
}

/** A part begins where a name, or what follows a mark in it, begins. */
function isPart(part: string, name: string): boolean {
  for (let at = name.indexOf(part); at >= 0; at = name.indexOf(part, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(name[at - 1] ?? "")) return true;
  }
  return false;
}

function inWords(names: readonly string[]): string {
  return [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" or ");
}
