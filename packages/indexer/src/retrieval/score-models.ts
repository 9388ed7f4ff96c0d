import type { ScoreParts, TaskId } from "@hugginggpt/shared";
import { demotionOf, type Wanted, wantedBy } from "./demotion.js";
import { fitOf, type LanguageFit, type QueryLanguages, queryLanguages } from "./language-fit.js";
import { PART_WEIGHTS } from "./ranking-weights.js";
import type { Rateable } from "./rateable.js";

/** What is known of a query and its candidates. */
export interface Evidence {
  readonly models: readonly Rateable[];
  /** BM25 by row; absent where no word matches. */
  readonly bm25: ReadonlyMap<number, number>;
  /** Cosine by row; null where the embedding ranking is left out. */
  readonly cosine: ReadonlyMap<number, number> | null;
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

/** A candidate with what its score is made of. */
interface Rated {
  readonly facts: Rateable;
  readonly language: LanguageFit;
  readonly parts: Parts;
  readonly score: number;
}

/** Returns the candidates with their scores, best first, at most `limit`; ties by downloads, then by id. */
export function scoreModels(evidence: Evidence, limit = evidence.models.length): Scored[] {
  const { models, words } = evidence;
  const asked = {
    languages: queryLanguages(words),
    wanted: wantedBy(words),
    clearest: Math.max(0, ...evidence.tasks.values()),
  };
  const matches = models.map((facts) => matchOf(facts, evidence));
  const best = matches.reduce((most, match) => Math.max(most, match), Number.MIN_VALUE);
  const all = models.map((facts, i) => rated(facts, (matches[i] ?? 0) / best, asked, evidence));
  return bestOf(all, limit).map((one) => explained(one, evidence));
}

/** What the words of a query ask for. */
interface Asked {
  readonly languages: QueryLanguages;
  readonly wanted: Wanted;
  /** How much the query speaks of the task that it speaks of most, 0 to 1. */
  readonly clearest: number;
}

function rated(
  facts: Rateable,
  match: number,
  { languages, wanted, clearest }: Asked,
  evidence: Evidence,
): Rated {
  const language = fitOf(facts.fluency, languages);
  const spoken = facts.task === null ? 0 : (evidence.tasks.get(facts.task) ?? 0);
  const parts = {
    lexical: PART_WEIGHTS.lexical * match * (1 - PART_WEIGHTS.otherTask * (clearest - spoken)),
    similarity: similarityOf(evidence.cosine?.get(facts.row) ?? null),
    popularity: facts.popularity,
    facts: PART_WEIGHTS.task * spoken + languageBonus(language),
    demotion: facts.kind === null ? 0 : demotionOf(facts, facts.kind, wanted),
  };
  return { facts, language, parts, score: sumOf(parts) };
}

function explained({ facts, language, parts, score }: Rated, { bm25, cosine, tasks }: Evidence): Scored {
  const raw = {
    bm25: bm25.get(facts.row) ?? null,
    cosine: cosine?.get(facts.row) ?? null,
    task: facts.task === null ? 0 : (tasks.get(facts.task) ?? 0),
    language: language?.language ?? null,
    ...(parts.demotion < 0 && { demoted: facts.kind }),
    downloads: facts.downloads,
  };
  return { facts, score, why: { ...parts, raw } };
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

function matchOf({ row, lengthFactor }: Rateable, { bm25 }: Evidence): number {
  return (bm25.get(row) ?? 0) * lengthFactor;
}

/** Returns the best of these in their order; far more are given than wanted. */
function bestOf(all: readonly Rated[], limit: number): Rated[] {
  if (limit >= all.length) return all.toSorted(byScore);
  const least = Float64Array.from(all, ({ score }) => score).sort()[all.length - limit] ?? 0;
  return all
    .filter(({ score }) => score >= least)
    .sort(byScore)
    .slice(0, limit);
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
