import type { RankingFacts, ScoreParts, TaskId } from "@hugginggpt/shared";
import {
  fitOf,
  type LanguageFit,
  type ModelLanguages,
  modelLanguages,
  type QueryLanguages,
  queryLanguages,
} from "./language-fit.js";
import { LENGTH_POWER, MOST_DOWNLOADS, PART_WEIGHTS, USUAL_WORDS } from "./ranking-weights.js";

/** What is known of a query and its candidates. */
export interface Evidence {
  readonly models: readonly RankingFacts[];
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
  readonly facts: RankingFacts;
  readonly score: number;
  readonly why: ScoreParts;
}

type Parts = Omit<ScoreParts, "raw">;

/** A candidate with what its score is made of. */
interface Rated {
  readonly facts: RankingFacts;
  readonly language: LanguageFit;
  readonly parts: Parts;
  readonly score: number;
}

/** Returns the candidates with their scores, best first, at most `limit`; ties by downloads, then by id. */
export function scoreModels(evidence: Evidence, limit = evidence.models.length): Scored[] {
  const { models, words } = evidence;
  const languages = queryLanguages(words);
  const matches = models.map((facts) => matchOf(facts, evidence));
  const best = matches.reduce((most, match) => Math.max(most, match), Number.MIN_VALUE);
  return models
    .map((facts, i) => rated(facts, (matches[i] ?? 0) / best, languages, evidence))
    .sort(byScore)
    .slice(0, limit)
    .map((one) => explained(one, evidence));
}

function rated(facts: RankingFacts, match: number, languages: QueryLanguages, evidence: Evidence): Rated {
  const language = fitOf(languagesOf(facts), languages);
  const spoken = facts.task === null ? 0 : (evidence.tasks.get(facts.task) ?? 0);
  const parts = {
    lexical: PART_WEIGHTS.lexical * match,
    similarity: similarityOf(evidence.cosine?.get(facts.row) ?? null),
    popularity: popularityOf(facts),
    facts: PART_WEIGHTS.task * spoken + languageBonus(language),
  };
  return { facts, language, parts, score: sumOf(parts) };
}

function explained({ facts, language, parts, score }: Rated, { bm25, cosine, tasks }: Evidence): Scored {
  const raw = {
    bm25: bm25.get(facts.row) ?? null,
    cosine: cosine?.get(facts.row) ?? null,
    task: facts.task === null ? 0 : (tasks.get(facts.task) ?? 0),
    language: language?.language ?? null,
    downloads: facts.downloads,
  };
  return { facts, score, why: { ...parts, raw } };
}

function sumOf({ lexical, similarity, popularity, facts }: Parts): number {
  return lexical + similarity + popularity + facts;
}

const known = new WeakMap<RankingFacts, ModelLanguages>();

/** Facts stay in memory from search to search, and so does what follows from them. */
function languagesOf(facts: RankingFacts): ModelLanguages {
  let languages = known.get(facts);
  if (languages === undefined) {
    languages = modelLanguages(facts.id, facts.languages);
    known.set(facts, languages);
  }
  return languages;
}

/** Returns a scored model with another cosine, null where it has none, and the score that follows. */
export function withCosine({ facts, why }: Scored, cosine: number | null): Scored {
  const parts = { ...why, similarity: similarityOf(cosine), raw: { ...why.raw, cosine } };
  return { facts, score: sumOf(parts), why: parts };
}

function similarityOf(cosine: number | null): number {
  return PART_WEIGHTS.similarity * Math.max(0, cosine ?? 0);
}

/** Returns a model's popularity part, 0 to the weight of popularity, by the logarithm of its downloads. */
export function popularityOf({ downloads }: RankingFacts): number {
  const share = Math.log1p(Math.max(0, downloads)) / Math.log1p(MOST_DOWNLOADS);
  return PART_WEIGHTS.popularity * Math.min(1, share);
}

function languageBonus(language: LanguageFit): number {
  if (language === null) return 0;
  return language.fit === "named" ? PART_WEIGHTS.language : -PART_WEIGHTS.otherLanguage;
}

function matchOf({ row, words }: RankingFacts, { bm25 }: Evidence): number {
  const norm = 0.25 + 0.75 * Math.min(4, words / USUAL_WORDS);
  return (bm25.get(row) ?? 0) * norm ** LENGTH_POWER;
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
