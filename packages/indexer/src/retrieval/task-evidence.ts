import { TASKS_DATA } from "@huggingface/tasks";
import { allTasks, isControlTask, type TaskId, type TaskSpec } from "@hugginggpt/shared";
import { requestLikeness } from "./request-likeness.js";
import { TASK_VOCABULARY } from "./task-vocabulary.js";
import { stemsOf, tellingStems } from "./telling-stems.js";

// Found on the development needs of the evaluation; recall changes little within a factor of two of each.
/** Weight of a word of the catalogue's one-clause summary; a word or phrase of the vocabulary has 1. */
const SUMMARY_WEIGHT = 0.5;
/** Weight of a word of the Hub's own paragraph on the task. */
const PAGE_WEIGHT = 0.2;
/** A phrase says more than its words apart. */
const PHRASE_WEIGHT = 1.6;
/** Words between the parts of a phrase at most. */
const PHRASE_WINDOW = 10;
/** Evidence that counts as certain; less gives a share of it. */
const CERTAIN = 3;
/** Likeness of 1 to the requests of a task says as much as words for three times of what is certain. */
const LIKENESS_WEIGHT = 3;
/** Sharpens the shares: a task of half the evidence is hardly ever meant. */
const SHARPNESS = 1.5;

interface Phrase {
  readonly stems: readonly string[];
  readonly weight: number;
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
  for (const [task, phrases] of lexicon()) {
    const score = scoreOf(phrases, places);
    if (score > 0) scores.set(task, score);
  }
  const best = Math.max(CERTAIN, ...scores.values());
  return new Map([...scores].map(([task, score]) => [task, score / best]));
}

/** Each word counts once, by the strongest phrase that it is part of. */
function scoreOf(phrases: readonly Phrase[], places: ReadonlyMap<string, readonly number[]>): number {
  const best = new Map<string, number>();
  for (const { stems, weight } of phrases) {
    if (!standTogether(stems, places)) continue;
    for (const stem of stems) best.set(stem, Math.max(best.get(stem) ?? 0, weight));
  }
  return [...best.values()].reduce((sum, weight) => sum + weight, 0);
}

function standTogether(stems: readonly string[], places: ReadonlyMap<string, readonly number[]>): boolean {
  const [first, ...others] = stems.map((stem) => places.get(stem));
  if (first === undefined) return false;
  return first.some((at) =>
    others.every((places) => places?.some((other) => Math.abs(other - at) <= PHRASE_WINDOW) ?? false),
  );
}

let built: ReadonlyMap<TaskId, readonly Phrase[]> | null = null;

function lexicon(): ReadonlyMap<TaskId, readonly Phrase[]> {
  built ??= buildLexicon();
  return built;
}

function buildLexicon(): ReadonlyMap<TaskId, readonly Phrase[]> {
  const tasks = allTasks().filter(
    ({ outputs, id }) => !isControlTask(id) && (outputs.length > 0 || TASK_VOCABULARY[id] !== undefined),
  );
  const named = new Map(tasks.map((task) => [task.id, namesOf(task)]));
  const rarityOfNames = rarities([...named.values()].map((phrases) => phrases.flat()));
  const rarityOfPages = rarities(tasks.map((task) => [...tellingStems(task.summary), ...pageStems(task)]));
  const rarity = (stem: string) => rarityOfNames.get(stem) ?? Math.min(1, (rarityOfPages.get(stem) ?? 0) - 1);
  const phrase = (stems: readonly string[], weight: number): Phrase => {
    const mean = stems.reduce((sum, stem) => sum + rarity(stem), 0) / stems.length;
    const share = stems.length > 1 ? PHRASE_WEIGHT / Math.sqrt(stems.length) : 1;
    return { stems, weight: weight * mean * share };
  };
  return new Map(
    tasks.map((task) => [
      task.id,
      [
        ...(named.get(task.id) ?? []).map((stems) => phrase(stems, 1)),
        ...tellingStems(task.summary).map((stem) => phrase([stem], SUMMARY_WEIGHT)),
        ...pageStems(task).map((stem) => phrase([stem], PAGE_WEIGHT)),
      ],
    ]),
  );
}

/** Returns for each stem the logarithm of how few of the texts have it. */
function rarities(texts: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const spread = new Map<string, number>();
  for (const text of texts) for (const stem of new Set(text)) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  return new Map([...spread].map(([stem, among]) => [stem, Math.log(1 + texts.length / (1 + among))]));
}

function pageStems({ id }: TaskSpec): string[] {
  return isControlTask(id) ? [] : tellingStems(TASKS_DATA[id]?.summary ?? "");
}

function namesOf({ id, aliases }: TaskSpec): string[][] {
  const phrases = [...(TASK_VOCABULARY[id]?.split(",") ?? []), id, ...aliases].map(tellingStems);
  return phrases.filter((stems) => stems.length > 0);
}

function placesOf(stems: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [at, stem] of stems.entries()) {
    const known = places.get(stem);
    if (known) known.push(at);
    else places.set(stem, [at]);
  }
  return places;
}
