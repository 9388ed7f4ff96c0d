import type { ResolvedArgs, TaskOutput } from "@hugginggpt/shared";
import { sentencesOf, wordsOf } from "./sentences.js";
import { textArg } from "./tool.js";

const SENTENCES = 3;
/** Damping and rounds of the original paper (Mihalcea and Tarau, "TextRank", 2004); 40 rounds leave nothing to change. */
const DAMPING = 0.85;
const ROUNDS = 40;
/** Longer texts are ranked by this many sentences from their beginning. */
const MAX_SENTENCES = 2_000;
/** A word in more sentences than this share says nothing about any of them. */
const COMMON_SHARE = 0.4;
const STOP_WORDS = new Set(
  (
    "a about after all also an and any are as at be been before but by can could did do does for from had has have he " +
    "her his how i if in into is it its more most no not of on only or other our out over she so some such than that " +
    "the their them then there these they this those to up was we were what when which who will with would you your"
  ).split(" "),
);

/** Summarizes a text by its three most central sentences, in the text's order. A shorter text is returned whole. */
export async function textrank(args: ResolvedArgs): Promise<TaskOutput> {
  return { text: summarize(textArg(args, "textrank"), SENTENCES) };
}

/** Returns the `count` most central sentences of a text, in its order; ties go to the earlier sentence. */
export function summarize(text: string, count: number): string {
  const sentences = unique(sentencesOf(text).map((sentence) => sentence.text)).slice(0, MAX_SENTENCES);
  if (sentences.length <= count) return sentences.join(" ");
  const scores = rank(sentences.map((sentence) => contentWords(sentence)));
  return [...scores.keys()]
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
    .slice(0, count)
    .sort((a, b) => a - b)
    .map((i) => sentences[i] ?? "")
    .join(" ");
}

function contentWords(sentence: string): Set<string> {
  return new Set(wordsOf(sentence).filter((word) => word.length > 1 && !STOP_WORDS.has(word)));
}

/** PageRank over sentences; an edge weighs the words in common by the logarithms of both lengths, as in the paper. */
function rank(sentences: readonly ReadonlySet<string>[]): number[] {
  const edges = edgesOf(sentences);
  const weights = edges.map((row) => [...row.values()].reduce((sum, weight) => sum + weight, 0));
  let scores = sentences.map(() => 1);
  for (let round = 0; round < ROUNDS; round++) {
    const next = sentences.map(() => 1 - DAMPING);
    for (const [from, row] of edges.entries()) {
      const share = (DAMPING * (scores[from] ?? 0)) / (weights[from] || 1);
      for (const [to, weight] of row) next[to] = (next[to] ?? 0) + share * weight;
    }
    scores = next;
  }
  return scores;
}

/** Only sentences that share a word are compared: the words lead from one to the other. */
function edgesOf(sentences: readonly ReadonlySet<string>[]): Map<number, number>[] {
  const holders = new Map<string, number[]>();
  for (const [i, words] of sentences.entries()) for (const word of words) push(holders, word, i);
  const common = Math.max(8, sentences.length * COMMON_SHARE);
  const edges = sentences.map(() => new Map<number, number>());
  for (const list of holders.values()) {
    if (list.length < 2 || list.length > common) continue;
    for (const a of list) for (const b of list) if (a !== b) edges[a]?.set(b, (edges[a]?.get(b) ?? 0) + 1);
  }
  for (const [a, row] of edges.entries()) {
    for (const [b, shared] of row) {
      const lengths = Math.log(1 + (sentences[a]?.size ?? 0)) + Math.log(1 + (sentences[b]?.size ?? 0));
      row.set(b, shared / lengths);
    }
  }
  return edges;
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
