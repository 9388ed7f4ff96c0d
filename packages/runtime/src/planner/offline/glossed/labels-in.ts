import { withoutQuotation } from "../request/mask-request.js";
import type { WordGloss } from "./gloss-words.js";
import type { LanguageTable } from "./language-table.js";
import { lettered } from "./letters.js";

/** Tones that every sentiment model knows are no labels. */
const TONE = /positive|negative|neutral/;
const MAX_WORDS = 4;

/** Returns the labels that words offer ("als Sport, Politik oder Wissenschaft"), at least two; empty if they offer none. */
export function labelsIn(words: string, { labels, or }: LanguageTable, gloss: WordGloss): string[] {
  const asked = withoutQuotation(words);
  const list = lettered(`(?:${labels})\\s*(.+)$`).exec(asked)?.[1];
  if (!list) return [];
  const found = list
    .split(lettered(`\\s*[,、，]\\s*(?:(?:${or})\\s+)?|\\s*(?<!\\p{L})(?:${or})(?!\\p{L})\\s*`))
    .map((label) => label.replace(/[\s.?!？。！]+$/u, "").trim())
    .filter(Boolean);
  const areShort = found.every((label) => label.split(/\s+/).length <= MAX_WORDS);
  const areTones = found.every((label) => TONE.test(gloss.english(label)));
  return found.length >= 2 && areShort && !areTones ? found : [];
}
