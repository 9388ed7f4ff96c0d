import type { Block } from "./blocks.js";
import { tasksNamed } from "./tasks-named.js";

/** The most items of a list that describe a model, such as the labels of a classifier; more are there to be found. */
const MAX_ITEMS = 32;
/** The most words of an item of such a list; longer items are prose. */
const MAX_ITEM_WORDS = 4;
/** The most words of a phrase whose repetitions are found. */
const MAX_PHRASE = 6;
/** A phrase may stand twice in a row ("that that"), not more often. */
const MAX_REPEATS = 2;
/** A block of at least so many words is no prose if the share of different ones is smaller than this. */
const MIN_WORDS = 12;
const MIN_DISTINCT = 0.3;
/** A card that names so many tasks wants to be found for all of them; of 1,900 real cards none names more than 7. */
const MANY_TASKS = 10;
const SEPARATOR = /([,;|、，；·])/;

/**
 * Returns the blocks of a card without text that is only there to be found. Of a repeated phrase one is kept, of a list
 * of short items 32 (in one block or several), of a block that repeats its words one of each; a repeated block is
 * dropped. If a card names ten tasks or more, blocks that name a task are dropped.
 */
export function withoutStuffing(blocks: readonly Block[]): Block[] {
  return withoutManyTasks(withoutRepeats(blocks));
}

function withoutManyTasks(blocks: readonly Block[]): Block[] {
  const text = blocks.map((block) => block.text).join("\n");
  if (tasksNamed(text).size < MANY_TASKS) return [...blocks];
  return blocks.filter((block) => tasksNamed(block.text).size === 0);
}

function withoutRepeats(blocks: readonly Block[]): Block[] {
  const seen = new Set<string>();
  let items = 0;
  return blocks.flatMap((block) => {
    const text = distinctWords(shortLists(withoutRuns(block.text)));
    const isItem = block.kind === "item" && wordsOf(text).length <= MAX_ITEM_WORDS;
    items = isItem ? items + 1 : 0;
    const key = text.toLowerCase();
    if (items > MAX_ITEMS || seen.has(key)) return [];
    seen.add(key);
    return [{ ...block, text }];
  });
}

/** Returns the text with one of each phrase of up to 6 words that is repeated in a row. */
function withoutRuns(text: string): string {
  let words = text.split(" ");
  let keys = words.map(keyOf);
  for (let length = 1; length <= MAX_PHRASE; length++) {
    if (!hasRunOf(length, keys)) continue;
    words = withoutRunsOf(length, words, keys);
    keys = words.map(keyOf);
  }
  return words.join(" ");
}

/** Hardly any text has a run, and finding out is far less work than removing one. */
function hasRunOf(length: number, keys: readonly string[]): boolean {
  let same = 0;
  for (let at = length; at < keys.length; at++) {
    same = keys[at] === keys[at - length] ? same + 1 : 0;
    if (same >= MAX_REPEATS * length) return true;
  }
  return false;
}

function withoutRunsOf(length: number, words: readonly string[], keys: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < words.length; ) {
    let end = at + length;
    while (end < words.length && keys[end] === keys[end - length]) end++;
    const repeats = Math.floor((end - at) / length);
    const isRun = repeats > MAX_REPEATS;
    kept.push(...words.slice(at, isRun ? at + length : at + 1));
    at = isRun ? at + repeats * length : at + 1;
  }
  return kept;
}

/** Returns the text with each list of short items cut after 32 of them. */
function shortLists(text: string): string {
  const parts = text.split(SEPARATOR);
  if (parts.length <= MAX_ITEMS * 2) return text;
  let inList = 0;
  let kept = "";
  for (let at = 0; at < parts.length; at += 2) {
    const item = parts[at] ?? "";
    const isShort = wordsOf(item).length <= MAX_ITEM_WORDS;
    inList = isShort ? inList + 1 : 0;
    if (inList <= MAX_ITEMS) kept += `${item}${parts[at + 1] ?? ""}`;
  }
  return kept.replace(/[,;|、，；·\s]+$/, "");
}

function distinctWords(text: string): string {
  const words = wordsOf(text);
  if (words.length < MIN_WORDS) return text;
  const keys = words.map(keyOf);
  if (new Set(keys).size / words.length >= MIN_DISTINCT) return text;
  return words.filter((_, at) => keys.indexOf(keys[at] ?? "") === at).join(" ");
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** Most words are their own keys. */
const PLAIN_WORD = /^[a-z0-9]+$/;

/** Returns a word in lower case without the punctuation around it; a mark that is no word is returned as it is. */
function keyOf(word: string): string {
  if (PLAIN_WORD.test(word)) return word;
  return word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "") || word;
}
