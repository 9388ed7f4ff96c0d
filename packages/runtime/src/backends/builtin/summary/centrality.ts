/** Damping and threshold of the original paper (Mihalcea and Tarau, "TextRank", 2004). */
const DAMPING = 0.85;
const SETTLED = 0.0001;
/** Rounds at most; by then nothing changes. */
const ROUNDS = 40;
/** A word in more sentences than this share says nothing about any of them. */
const COMMON_SHARE = 0.4;

/**
 * Returns how central each of a text's sentences is, given their words: PageRank over sentences that share words. A
 * rare word in common weighs more than a frequent one; the logarithms of both lengths divide, as in the paper.
 */
export function centrality(sentences: readonly ReadonlySet<string>[]): number[] {
  const edges = edgesOf(sentences);
  const weights = edges.map((row) => [...row.values()].reduce((sum, weight) => sum + weight, 0));
  let scores = sentences.map(() => 1);
  for (let round = 0; round < ROUNDS; round++) {
    const next = sentences.map(() => 1 - DAMPING);
    for (const [from, row] of edges.entries()) {
      const share = (DAMPING * (scores[from] ?? 0)) / (weights[from] || 1);
      for (const [to, weight] of row) next[to] = (next[to] ?? 0) + share * weight;
    }
    const change = next.reduce((most, score, i) => Math.max(most, Math.abs(score - (scores[i] ?? 0))), 0);
    scores = next;
    if (change < SETTLED) break;
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
    const weight = Math.log(1 + sentences.length / list.length);
    for (const a of list)
      for (const b of list) if (a !== b) edges[a]?.set(b, (edges[a]?.get(b) ?? 0) + weight);
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
