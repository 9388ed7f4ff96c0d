import type { TaskId } from "@hugginggpt/shared";
import { taskRequests } from "./requests/task-requests.js";
import { type StemWeights, unitWeights, weightsOf } from "./stem-weights.js";
import { tellingStems } from "./telling-stems.js";

/** A stem of the requests that are known. */
export interface RequestStem {
  readonly stem: string;
  /** The logarithm of how few requests have it. */
  readonly rarity: number;
  /** How much it speaks for each task: its share of the mean of the task's requests, which has length 1. */
  readonly shares: readonly (readonly [TaskId, number])[];
}

/** Returns what the requests that are known for each task tell of their stems, every stem once. */
export function requestStems(): readonly RequestStem[] {
  const requests = [...taskRequests()].map(
    ([task, texts]) => [task, texts.map((text) => tellingStems(text))] as const,
  );
  const rarities = raritiesIn(requests.flatMap(([, texts]) => texts));
  const shares = new Map<string, (readonly [TaskId, number])[]>(
    [...rarities.keys()].map((stem) => [stem, []]),
  );
  for (const [task, texts] of requests) {
    const mean = unitWeights(sumOf(texts.map((stems) => unitWeights(weightsOf(stems, rarities)))));
    for (const [stem, weight] of mean) shares.get(stem)?.push([task, weight]);
  }
  return [...rarities].map(([stem, rarity]) => ({ stem, rarity, shares: shares.get(stem) ?? [] }));
}

function raritiesIn(texts: readonly (readonly string[])[]): StemWeights {
  const among = new Map<string, number>();
  for (const stems of texts) for (const stem of stems) among.set(stem, (among.get(stem) ?? 0) + 1);
  return new Map([...among].map(([stem, count]) => [stem, Math.log(texts.length / count)]));
}

function sumOf(all: readonly StemWeights[]): StemWeights {
  const sum = new Map<string, number>();
  for (const weights of all)
    for (const [stem, weight] of weights) sum.set(stem, (sum.get(stem) ?? 0) + weight);
  return sum;
}
