import { isBoilerplate, isGenericTitle, isLowValueTitle } from "./boilerplate.js";
import { cutText } from "./cut-text.js";
import { idWords } from "./id-words.js";
import { type Section, sectionsOf, withoutSections } from "./sections.js";

/** A piece of a card: a title, a paragraph, or an item of a list. */
export interface Block {
  readonly kind: "title" | "prose" | "item";
  readonly text: string;
}

/** The most characters of a paragraph: a longer one is data. */
const MAX_BLOCK_LENGTH = 4_000;
const ITEM = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+/;

/**
 * Returns the blocks of Markdown without inline marks. It leaves out sections of low value, template lines and figures.
 * It leaves out titles that every card has, that repeat the model's id, or that have no text under them; only the title
 * of the whole card needs none.
 */
export function blocksOf(markdown: string, modelId: string): Block[] {
  const sections = withoutSections(sectionsOf(markdown), isLowValueTitle);
  const texts = sections.map(textBlocks);
  const isEmpty = texts.every((blocks) => blocks.length === 0);
  const firstTitle = sections.findIndex(({ title }) => title !== "");
  return sections.flatMap((section, at) => {
    const blocks = texts[at] ?? [];
    const title = cleanTitle(section.title);
    const isGeneric = title === "" || isGenericTitle(section.title) || isGenericTitle(title);
    const wanted = !isGeneric && !repeatsId(title, modelId);
    const names = at === firstTitle && (section.level === 1 || isEmpty);
    const filled = names || blocks.length > 0 || hasTextBelow(sections, texts, at);
    return wanted && filled ? [{ kind: "title" as const, text: title }, ...blocks] : blocks;
  });
}

/** Returns true if a section below this one has text. */
function hasTextBelow(sections: readonly Section[], texts: readonly Block[][], at: number): boolean {
  const level = sections[at]?.level ?? 0;
  for (let next = at + 1; next < sections.length; next++) {
    const section = sections[next];
    if (!section || section.level <= level) return false;
    if ((texts[next]?.length ?? 0) > 0) return true;
  }
  return false;
}

function textBlocks(section: Section): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const flush = (kind: Block["kind"]): void => {
    const text = cutText(paragraph.join(" ").replace(/\s+/g, " ").trim(), MAX_BLOCK_LENGTH);
    paragraph = [];
    if (text !== "" && !isBoilerplate(text)) blocks.push({ kind, text });
  };
  let kind: Block["kind"] = "prose";
  for (const raw of section.lines) {
    const line = raw.replace(/^(?:\s*>)+/, "").trim();
    const isItem = ITEM.test(line);
    if (line === "" || isItem) {
      flush(kind);
      kind = isItem ? "item" : "prose";
    }
    const text = line.replace(ITEM, "").trim();
    if (text !== "" && !isBoilerplate(text)) paragraph.push(text);
  }
  flush(kind);
  return blocks;
}

function cleanTitle(title: string): string {
  return title
    .replace(/^model card (?:for|of):?\s+/i, "")
    .replace(/\s+/g, " ")
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, "")
    .trim();
}

function repeatsId(title: string, modelId: string): boolean {
  const known = new Set(idWords(modelId).toLowerCase().split(" "));
  const words = idWords(title)
    .toLowerCase()
    .split(" ")
    .filter((word) => /\p{L}/u.test(word));
  return words.every((word) => known.has(word) || word === "model" || word === "card");
}
