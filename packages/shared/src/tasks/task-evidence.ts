import { stemmer } from "stemmer";
import { allTasks } from "./catalogue.js";
import type { TaskId } from "./task-id.js";
import type { TaskSpec } from "./task-spec.js";

/** Bounds the work on a hostile text. */
const MAX_WORDS = 400;
const STOP_WORDS = new Set(
  "a an the of to in on for with from by and or is are it this that into as at be i we you my our your us".split(
    " ",
  ),
);
/** How often each task is taken to have said a word that it never said (Lidstone's alpha). */
const UNSEEN = 0.15;
/** Words are not independent of each other: ratios of probabilities are raised to this power. */
const TEMPER = 0.3;
/** Less is no evidence. */
const LEAST = 0.02;

/**
 * Returns how likely a text speaks of each task, 1 for the likeliest, for others as a share of that; without those below
 * 0.02 and those of which it has no word, so that it is empty for a text without a word that the catalogue knows. Naive Bayes over the stems of the catalogue's
 * words for each task (Manning, Raghavan, Schütze: Introduction to Information Retrieval, 13.2).
 */
export function taskEvidence(text: string): ReadonlyMap<TaskId, number> {
  known ??= knownWords();
  const { tasks, stems } = known;
  const said = stemsOf(text).filter((stem) => stems.has(stem));
  if (said.length === 0) return new Map();
  const spoken = tasks.filter(({ counts }) => said.some((stem) => counts.has(stem)));
  const scores = spoken.map(({ id, counts, total }): [TaskId, number] => {
    const likelihoods = said.map((stem) => Math.log(((counts.get(stem) ?? 0) + UNSEEN) / total));
    return [id, likelihoods.reduce((sum, one) => sum + one)];
  });
  const best = Math.max(...scores.map(([, score]) => score));
  const shares = scores.map(([id, score]): [TaskId, number] => [id, Math.exp((score - best) * TEMPER)]);
  return new Map(shares.filter(([, share]) => share >= LEAST));
}

interface TaskWords {
  readonly id: TaskId;
  readonly counts: ReadonlyMap<string, number>;
  /** Of all words, with what is added for those that it never said. */
  readonly total: number;
}

interface KnownWords {
  readonly tasks: readonly TaskWords[];
  readonly stems: ReadonlySet<string>;
}

let known: KnownWords | null = null;

function knownWords(): KnownWords {
  // Two words of three come more than once.
  const known = new Map<string, string>();
  const stemOf = (word: string): string => {
    const stem = known.get(word) ?? stemmer(word);
    known.set(word, stem);
    return stem;
  };
  const spoken = allTasks().filter(({ words }) => words !== "");
  const said = new Map(
    spoken.map((task) => [task.id, phrasesOf(task).flatMap((phrase) => stemsOf(phrase, stemOf))]),
  );
  const stems = new Set([...said.values()].flat());
  const tasks = [...said].map(([id, own]) => {
    const counts = new Map<string, number>();
    for (const stem of own) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    return { id, counts, total: own.length + UNSEEN * stems.size };
  });
  return { tasks, stems };
}

function phrasesOf({ id, aliases, summary, words }: TaskSpec): string[] {
  return [...words.split(","), id, ...aliases, summary];
}

/** Returns the different stems of a text that may tell a task. */
function stemsOf(text: string, stemOf = stemmer): string[] {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MAX_WORDS);
  return [...new Set(words.filter((word) => !STOP_WORDS.has(word)).map((word) => stemOf(word)))];
}
