import { CAPITALISED, HONORIFIC, type NameSpan } from "./name-span.js";
import { surnameOf } from "./people.js";

const WORD = new RegExp(`(?<![\\p{L}\\p{N}])${CAPITALISED}`, "gu");
/** A legal form at the end of a company's name. */
export const COMPANY_FORM = /,? (?:Inc|Ltd|Corp|Co|LLC|GmbH|plc)\.?$/;

/**
 * Returns every further mention of names that were found: the same words again, the surname or the first name of a
 * person alone, a company without its legal form. The library knows them only where its word lists do.
 */
export function furtherMentions(spans: readonly NameSpan[], text: string): NameSpan[] {
  const aliases = new Map<string, Map<string, NameSpan["entity"]>>();
  for (const span of spans) {
    for (const alias of aliasesOf(span, text)) {
      const first = new RegExp(`^${CAPITALISED}`, "u").exec(alias)?.[0] ?? alias;
      const known = aliases.get(first) ?? new Map<string, NameSpan["entity"]>();
      if (!known.has(alias)) aliases.set(first, known.set(alias, span.entity));
    }
  }
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index: start }) =>
    [...(aliases.get(word) ?? [])].flatMap(([alias, entity]) =>
      isAt(alias, text, start) ? [{ entity, start, end: start + alias.length }] : [],
    ),
  );
}

function aliasesOf({ entity, start, end }: NameSpan, text: string): string[] {
  const name = text.slice(start, end);
  if (entity === "ORG") return [name, name.replace(COMPANY_FORM, "")];
  if (entity === "LOC") return [name];
  const words = name.replace(HONORIFIC, "").split(/\s+/);
  const parts = [words[0] ?? "", surnameOf(words)].filter((part) => part.replace(/\P{L}/gu, "").length > 1);
  return [name, ...parts];
}

function isAt(alias: string, text: string, start: number): boolean {
  return text.startsWith(alias, start) && !/^(?:[\p{L}\p{N}]|-\p{L})/u.test(text.slice(start + alias.length));
}
