import type { TaskId } from "@hugginggpt/shared";
import { taskRequests } from "./requests/task-requests.js";
import { tellingStems } from "./telling-stems.js";

/** Weights of stems, by stem. */
type StemWeights = ReadonlyMap<string, number>;

interface Examples {
  /** The logarithm of how few requests have a stem. */
  readonly rarity: StemWeights;
  /** How much a stem speaks for each task: the mean of the task's requests, of length 1. */
  readonly byStem: ReadonlyMap<string, readonly (readonly [TaskId, number])[]>;
}

/**
 * Returns how like a text is to the requests that are known for each task: the cosine between the text and the mean of
 * the task's requests, their stems weighed by rarity (Rocchio's classifier); above 0, at most 1. Tasks whose requests
 * have no stem of the text are left out.
 */
export function requestLikeness(text: string): ReadonlyMap<TaskId, number> {
  examples ??= learnt();
  const query = unit(weighed(tellingStems(text), examples.rarity));
  const likeness = new Map<TaskId, number>();
  for (const [stem, weight] of query) {
    for (const [task, share] of examples.byStem.get(stem) ?? [])
      likeness.set(task, Math.min(1, (likeness.get(task) ?? 0) + weight * share));
  }
  return likeness;
}

let examples: Examples | null = null;

function learnt(): Examples {
  const requests = [...taskRequests()].map(
    ([task, texts]) => [task, texts.map((text) => tellingStems(text))] as const,
  );
  const rarity = raritiesIn(requests.flatMap(([, texts]) => texts));
  const byStem = new Map<string, (readonly [TaskId, number])[]>();
  for (const [task, texts] of requests) {
    for (const [stem, weight] of unit(sumOf(texts.map((stems) => unit(weighed(stems, rarity)))))) {
      const known = byStem.get(stem);
      if (known) known.push([task, weight]);
      else byStem.set(stem, [[task, weight]]);
    }
  }
  return { rarity, byStem };
}

function raritiesIn(texts: readonly (readonly string[])[]): StemWeights {
  const among = new Map<string, number>();
  for (const stems of texts) for (const stem of stems) among.set(stem, (among.get(stem) ?? 0) + 1);
  return new Map([...among].map(([stem, count]) => [stem, Math.log(texts.length / count)]));
}

function weighed(stems: readonly string[], rarity: StemWeights): StemWeights {
  return new Map(
    stems.flatMap((stem) => {
      const weight = rarity.get(stem);
      return weight === undefined ? [] : [[stem, weight] as const];
    }),
  );
}

function sumOf(all: readonly StemWeights[]): StemWeights {
  const sum = new Map<string, number>();
  for (const weights of all)
    for (const [stem, weight] of weights) sum.set(stem, (sum.get(stem) ?? 0) + weight);
  return sum;
}

/** Of length 1; empty stays empty. */
function unit(weights: StemWeights): StemWeights {
  const length = Math.hypot(...weights.values());
  return length === 0 ? new Map() : new Map([...weights].map(([stem, weight]) => [stem, weight / length]));
}
