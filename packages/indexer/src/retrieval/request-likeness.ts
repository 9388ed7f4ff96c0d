import type { TaskId } from "@hugginggpt/shared";
import type { RequestStem } from "./request-stems.js";
import { type StemWeights, unitWeights, weightsOf } from "./stem-weights.js";
import { taskKnowledge } from "./task-knowledge.js";
import { tellingStems } from "./telling-stems.js";

interface Examples {
  readonly rarities: StemWeights;
  readonly shares: ReadonlyMap<string, RequestStem["shares"]>;
}

/**
 * Returns how like a text is to the requests that are known for each task: the cosine between the text and the mean of
 * the task's requests, their stems weighed by rarity (Rocchio's classifier); above 0, at most 1. Tasks whose requests
 * have no stem of the text are left out.
 */
export function requestLikeness(text: string): ReadonlyMap<TaskId, number> {
  examples ??= readExamples(taskKnowledge().stems);
  const query = unitWeights(weightsOf(tellingStems(text), examples.rarities));
  const likeness = new Map<TaskId, number>();
  for (const [stem, weight] of query) {
    for (const [task, share] of examples.shares.get(stem) ?? [])
      likeness.set(task, Math.min(1, (likeness.get(task) ?? 0) + weight * share));
  }
  return likeness;
}

let examples: Examples | null = null;

function readExamples(stems: readonly RequestStem[]): Examples {
  return {
    rarities: new Map(stems.map(({ stem, rarity }) => [stem, rarity])),
    shares: new Map(stems.map(({ stem, shares }) => [stem, shares])),
  };
}
