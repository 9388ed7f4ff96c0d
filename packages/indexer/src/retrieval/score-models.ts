import type { ScoreParts, TaskId } from "@hugginggpt/shared";
import { demotionOf, type Wanted, wantedBy } from "./demotion.js";
import { fitOf, type LanguageFit, type QueryLanguages, queryLanguages } from "./language-fit.js";
import { PART_WEIGHTS } from "./ranking-weights.js";
import type { Rateable } from "./rateable.js";

/** What is known of a query and its candidates. */
export interface Evidence {
  readonly models: readonly Rateable[];
  /** BM25 by id; absent where no word matches. */
  readonly bm25: ReadonlyMap<string, number>;
  /** Cosine of each model, in their order, NaN for one without a vector; null where the embedding ranking is left out. */
  readonly cosines: Float64Array | null;
  /** How much the query speaks of each task, 0 to 1. */
  readonly tasks: ReadonlyMap<TaskId, number>;
  /** Lower-case words of the query. */
  readonly words: ReadonlySet<string>;
}

export interface Scored {
  readonly facts: Rateable;
  readonly score: number;
  readonly why: ScoreParts;
}

type Parts = Omit<ScoreParts, "raw">;

/** Returns the candidates with their scores, best first, at most `limit`; ties by downloads, then by id. */
export function scoreModels(evidence: Evidence, limit = evidence.models.length): Scored[] {
  const { models, words } = evidence;
  const asked = {
    languages: queryLanguages(words),
    wanted: wantedBy(words),
    clearest: Math.max(0, ...evidence.tasks.values()),
  };
  const best = models.reduce((most, facts) => Math.max(most, matchOf(facts, evidence)), Number.MIN_VALUE);
  const scores = new Float64Array(models.length);
  models.forEach((facts, i) => {
    scores[i] = sumOf(partsOf({ facts, cosine: cosineOf(evidence, i), best }, asked, evidence));
  });
  const least = leastOf(scores, limit);
  // What a score is made of is told of few, and not kept of the others.
  return models
    .flatMap((facts, i) =>
      (scores[i] ?? 0) < least
        ? []
        : explained({ facts, cosine: cosineOf(evidence, i), best }, asked, evidence),
    )
    .sort(byScore)
    .slice(0, limit);
}

interface Candidate {
  readonly facts: Rateable;
  readonly cosine: number | null;
  /** The greatest match of words that any candidate has. */
  readonly best: number;
}

/** What the words of a query ask for. */
interface Asked {
  readonly languages: QueryLanguages;
  readonly wanted: Wanted;
  /** How much the query speaks of the task that it speaks of most, 0 to 1. */
  readonly clearest: number;
}

function partsOf({ facts, cosine, best }: Candidate, asked: Asked, evidence: Evidence): Parts {
  const spoken = facts.task === null ? 0 : (evidence.tasks.get(facts.task) ?? 0);
  const otherTask = PART_WEIGHTS.otherTask * (asked.clearest - spoken);
  return {
    lexical: PART_WEIGHTS.lexical * (matchOf(facts, evidence) / best) * (1 - otherTask),
    similarity: similarityOf(cosine),
    popularity: facts.popularity,
    facts: PART_WEIGHTS.task * spoken + languageBonus(fitOf(facts.fluency, asked.languages)),
    demotion: facts.kind === null ? 0 : demotionOf(facts, facts.kind, asked.wanted),
  };
}

function explained(candidate: Candidate, asked: Asked, evidence: Evidence): Scored {
  const { facts, cosine } = candidate;
  const parts = partsOf(candidate, asked, evidence);
  const raw = {
    bm25: evidence.bm25.get(facts.id) ?? null,
    cosine,
    task: facts.task === null ? 0 : (evidence.tasks.get(facts.task) ?? 0),
    language: fitOf(facts.fluency, asked.languages)?.language ?? null,
    ...(parts.demotion < 0 && { demoted: facts.kind }),
    downloads: facts.downloads,
  };
  return { facts, score: sumOf(parts), why: { ...parts, raw } };
}

function cosineOf({ cosines }: Evidence, place: number): number | null {
  const cosine = cosines?.[place] ?? Number.NaN;
  return Number.isNaN(cosine) ? null : cosine;
}

function sumOf({ lexical, similarity, popularity, facts, demotion }: Parts): number {
  return lexical + similarity + popularity + facts + demotion;
}

/** Returns a scored model with another cosine, null where it has none, and the score that follows. */
export function withCosine({ facts, why }: Scored, cosine: number | null): Scored {
  const parts = { ...why, similarity: similarityOf(cosine), raw: { ...why.raw, cosine } };
  return { facts, score: sumOf(parts), why: parts };
}

function similarityOf(cosine: number | null): number {
  return PART_WEIGHTS.similarity * Math.max(0, cosine ?? 0);
}

function languageBonus(language: LanguageFit): number {
  if (language === null) return 0;
  return language.fit === "named" ? PART_WEIGHTS.language : -PART_WEIGHTS.otherLanguage;
}

function matchOf({ id, lengthFactor }: Rateable, { bm25 }: Evidence): number {
  return (bm25.get(id) ?? 0) * lengthFactor;
}

/** Returns the least of the `limit` greatest scores; of all, where they are no more. */
function leastOf(scores: Float64Array, limit: number): number {
  if (limit >= scores.length) return Number.NEGATIVE_INFINITY;
  return scores.toSorted()[scores.length - limit] ?? Number.POSITIVE_INFINITY;
}

type Order = Pick<Scored, "facts" | "score">;

/** Orders scored models: best first; ties by downloads, then by id. */
export function byScore(a: Order, b: Order): number {
  return (
    b.score - a.score ||
    b.facts.downloads - a.facts.downloads ||
    (a.facts.id < b.facts.id ? -1 : Number(a.facts.id > b.facts.id))
  );
}
