import type { TaskId } from "@hugginggpt/shared";
import { requestLikeness } from "./request-likeness.js";
import { taskKnowledge } from "./task-knowledge.js";
import type { TaskPhrase } from "./task-phrases.js";
import { stemsOf } from "./telling-stems.js";

// Found on the development needs of the evaluation; recall changes little within a factor of two of each.
/** Words between the parts of a phrase at most. */
const PHRASE_WINDOW = 10;
/** Evidence that counts as certain; less gives a share of it. */
const CERTAIN = 3;
/** Likeness of 1 to the requests of a task says as much as words for three times of what is certain. */
const LIKENESS_WEIGHT = 3;
/** Sharpens the shares: a task of half the evidence is hardly ever meant. */
const SHARPNESS = 1.5;

/** A phrase, and its place among all. */
interface Phrase extends TaskPhrase {
  readonly place: number;
}

/**
 * Returns how much a text speaks of each task, 0 to 1, 1 for the task it speaks of most; tasks of which it says
 * nothing are left out. A text of little evidence gives less than 1 to its best task. Empty text gives none.
 */
export function taskEvidence(text: string): ReadonlyMap<TaskId, number> {
  const scores = new Map<TaskId, number>();
  for (const [task, likeness] of requestLikeness(text)) scores.set(task, LIKENESS_WEIGHT * likeness);
  for (const [task, share] of vocabularyEvidence(text)) scores.set(task, (scores.get(task) ?? 0) + share);
  const best = Math.max(1, ...scores.values());
  return new Map([...scores].map(([task, score]) => [task, (score / best) ** SHARPNESS]));
}

/** The same by names of tasks and words for them alone, not sharpened. */
function vocabularyEvidence(text: string): ReadonlyMap<TaskId, number> {
  const places = placesOf(stemsOf(text));
  const scores = new Map<TaskId, number>();
  for (const [task, phrases] of phrasesIn(places)) {
    const score = scoreOf(phrases);
    if (score > 0) scores.set(task, score);
  }
  const best = Math.max(CERTAIN, ...scores.values());
  return new Map([...scores].map(([task, score]) => [task, score / best]));
}

/** Returns the phrases that stand in a text by task, in the order in which they are known: sums must not round otherwise. */
function phrasesIn(places: ReadonlyMap<string, readonly number[]>): ReadonlyMap<TaskId, readonly Phrase[]> {
  const found = [...places.keys()]
    .flatMap((stem) => lexicon().get(stem) ?? [])
    .filter(({ stems }) => standTogether(stems, places))
    .sort((a, b) => a.place - b.place);
  return grouped(found, ({ task }) => task);
}

/** Each word counts once, by the strongest phrase that it is part of. */
function scoreOf(phrases: readonly Phrase[]): number {
  const best = new Map<string, number>();
  for (const { stems, weight } of phrases) {
    for (const stem of stems) best.set(stem, Math.max(best.get(stem) ?? 0, weight));
  }
  return [...best.values()].reduce((sum, weight) => sum + weight, 0);
}

function standTogether(stems: readonly string[], places: ReadonlyMap<string, readonly number[]>): boolean {
  if (stems.length === 1) return places.has(stems[0] ?? "");
  const [first, ...others] = stems.map((stem) => places.get(stem));
  if (first === undefined) return false;
  return first.some((at) =>
    others.every((places) => places?.some((other) => Math.abs(other - at) <= PHRASE_WINDOW) ?? false),
  );
}

let built: ReadonlyMap<string, readonly Phrase[]> | null = null;

/** All phrases by their first stem. */
function lexicon(): ReadonlyMap<string, readonly Phrase[]> {
  built ??= grouped(
    taskKnowledge().phrases.map((phrase, place) => ({ ...phrase, place })),
    ({ stems: [first = ""] }) => first,
  );
  return built;
}

function placesOf(stems: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = grouped([...stems.entries()], ([, stem]) => stem);
  return new Map([...places].map(([stem, entries]) => [stem, entries.map(([at]) => at)]));
}

/** Returns items by a key, keys and items in the order in which they come. */
function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
