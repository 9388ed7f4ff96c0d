import { type Sentence, sentencesOf, wordsOf } from "../sentences.js";
import { type Tool, textArg } from "../tool.js";
import { centrality } from "./centrality.js";
import { keyWords } from "./key-words.js";

/** A text of fewer sentences is its own summary. */
const FEWEST = 4;
/** A text of more lines than these and hardly a sentence is a list: its lines are chosen from. */
const MANY_LINES = 8;
/** Words of a summary at most, where its first sentence alone is not longer. */
const MAX_WORDS = 120;
/** Longer texts are ranked by this many sentences from their beginning. */
const MAX_SENTENCES = 1_000;
/** A sentence with fewer words that carry meaning says nothing alone. */
const MIN_KEY_WORDS = 4;
/**
 * The first sentence counts half as much again, the second a quarter, and so on: texts tend to begin with the point.
 */
const LEAD = 0.5;

/** Summarizes a text by quoting its most central sentences. */
export const textrank: Tool = async (args) => {
  const { max_sentences: most } = args;
  return { text: summarize(textArg(args, "textrank"), typeof most === "number" ? most : null) };
};

/**
 * Returns the most central sentences of a text in their order: three, up to five of a long text, at most about 120
 * words. Headings are never among them, short list entries only where there is nothing else. A text of fewer than four
 * different sentences is returned as it is, without repetitions. `most`, where it is given, takes the place of these
 * bounds: so many sentences, at least one.
 */
export function summarize(text: string, most: number | null = null): string {
  const sentences = sentencesOf(text);
  const all = unique(sentences).slice(0, MAX_SENTENCES);
  const words = all.map((sentence) => keyWords(sentence.text));
  const telling = eligibleOf(all, words);
  const isShort = telling.length < FEWEST;
  if (isShort && (most === null || all.length <= most))
    return all.length < sentences.length ? joined(all) : text.trim();
  const eligible = isShort ? [...all.keys()] : telling;
  const ranks = centrality(words);
  const score = new Map(eligible.map((i, place) => [i, (ranks[i] ?? 0) * (1 + LEAD / (1 + place))]));
  const best = [...eligible].sort((a, b) => (score.get(b) ?? 0) - (score.get(a) ?? 0) || a - b);
  const ranked = best.flatMap((i) => all[i] ?? []);
  const chosen = new Set(
    most === null ? fitting(ranked, eligible.length) : ranked.slice(0, Math.max(1, Math.floor(most))),
  );
  return joined(all.filter((sentence) => chosen.has(sentence)));
}

/**
 * Returns the indices of the sentences to choose from: by the strictest rule under which four are left. None are where
 * there are fewer than four beside a few headings.
 */
function eligibleOf(sentences: readonly Sentence[], words: readonly ReadonlySet<string>[]): number[] {
  const telling = (i: number): boolean => (words[i]?.size ?? 0) >= MIN_KEY_WORDS;
  const rules: ((sentence: Sentence, i: number) => boolean)[] = [
    ({ kind, text }, i) =>
      telling(i) && (kind === "prose" || (kind === "item" && /[.!?…。]["'”’)]*$/.test(text))),
    ({ kind }, i) => telling(i) && kind !== "line",
    ({ kind }) => kind !== "line",
    () => sentences.length > MANY_LINES,
  ];
  const indices = [...sentences.keys()];
  for (const rule of rules) {
    const left = indices.filter((i) => sentences[i] && rule(sentences[i], i));
    if (left.length >= FEWEST) return left;
  }
  return [];
}

function fitting(best: readonly Sentence[], of: number): Sentence[] {
  const count = of <= 20 ? 3 : of <= 50 ? 4 : 5;
  const chosen: Sentence[] = [];
  let left = MAX_WORDS;
  for (const sentence of best) {
    const words = wordsOf(sentence.text).length;
    if (chosen.length === count) break;
    if (words > left && chosen.length > 0) continue;
    chosen.push(sentence);
    left -= words;
  }
  return chosen;
}

/** A list entry without a full stop gets one, so that it does not run into the next sentence. */
function joined(sentences: readonly Sentence[]): string {
  return sentences
    .map(({ text }, i) => (i === sentences.length - 1 || /[\p{P}]$/u.test(text) ? text : `${text}.`))
    .join(" ");
}

function unique(sentences: readonly Sentence[]): Sentence[] {
  return [
    ...new Map([...sentences].reverse().map((sentence) => [sentence.text, sentence])).values(),
  ].reverse();
}
