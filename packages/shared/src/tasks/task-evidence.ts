import { stemsOf } from "./stems-of.js";
import type { TaskId } from "./task-id.js";
import { type TaskWords, taskWords } from "./task-words-at-build.js";

/** The smoothing count of a word that never occurred with a task (Lidstone's alpha). */
const UNSEEN = 0.15;
/** The exponent of probability ratios, because words are not independent. */
const TEMPER = 0.3;
/** Smaller values are no evidence. */
const LEAST = 0.02;

let known: TaskWords | null = null;

/**
 * Returns the likelihood of each task for a text, relative to the likeliest, which has 1. Leaves out tasks below 0.02
 * and tasks without a matching word, so it is empty for a text without words of the catalogue. Naive Bayes over the
 * stems of the catalogue's words for each task (Manning, Raghavan, Schütze: Introduction to Information Retrieval,
 * 13.2).
 */
export function taskEvidence(text: string): ReadonlyMap<TaskId, number> {
  known ??= taskWords();
  const { lengths, counts, stemCount } = known;
  const said = stemsOf(text).flatMap((stem) => (Object.hasOwn(counts, stem) ? [countsIn(counts[stem])] : []));
  if (said.length === 0) return new Map();
  const scores = lengths.flatMap(([task, length], place): [TaskId, number][] => {
    if (!said.some((tasks) => tasks.has(place))) return [];
    const total = length + UNSEEN * stemCount;
    const likelihoods = said.map((tasks) => Math.log(((tasks.get(place) ?? 0) + UNSEEN) / total));
    return [[task, likelihoods.reduce((sum, one) => sum + one)]];
  });
  const best = Math.max(...scores.map(([, score]) => score));
  const shares = scores.map(([task, score]): [TaskId, number] => [task, Math.exp((score - best) * TEMPER)]);
  return new Map(shares.filter(([, share]) => share >= LEAST));
}

function countsIn(written = ""): ReadonlyMap<number, number> {
  const counts = written.split(" ").map((one) => one.split(":").map(Number));
  return new Map(counts.map(([place = 0, count = 0]) => [place, count]));
}
