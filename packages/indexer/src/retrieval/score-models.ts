import type { RankingFacts, ScoreParts, TaskId } from "@hugginggpt/shared";
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

/** Returns the candidates with their scores, best first; ties by downloads, then by id. */
export function scoreModels(evidence: Evidence): Scored[] {
  const matches = new Map(evidence.models.map((facts) => [facts.row, matchOf(facts, evidence)]));
  const best = Math.max(...matches.values(), Number.MIN_VALUE);
  return evidence.models
    .map((facts) => scored(facts, (matches.get(facts.row) ?? 0) / best, evidence))
    .sort(byScore);
}

function scored(facts: RankingFacts, match: number, { bm25, cosine, tasks, words }: Evidence): Scored {
  const similar = cosine?.get(facts.row) ?? null;
  const spoken = facts.task === null ? 0 : (tasks.get(facts.task) ?? 0);
  const language = namedLanguage(facts.languages, words);
  const parts = {
    lexical: PART_WEIGHTS.lexical * match,
    similarity: PART_WEIGHTS.similarity * Math.max(0, similar ?? 0),
    popularity: popularityOf(facts),
    facts: PART_WEIGHTS.task * spoken + (language === null ? 0 : PART_WEIGHTS.language),
  };
  return {
    facts,
    score: parts.lexical + parts.similarity + parts.popularity + parts.facts,
    why: {
      ...parts,
      raw: {
        bm25: bm25.get(facts.row) ?? null,
        cosine: similar,
        task: spoken,
        language,
        downloads: facts.downloads,
      },
    },
  };
}

/** Returns a model's popularity part, 0 to the weight of popularity, by the logarithm of its downloads. */
export function popularityOf({ downloads }: RankingFacts): number {
  const share = Math.log1p(Math.max(0, downloads)) / Math.log1p(MOST_DOWNLOADS);
  return PART_WEIGHTS.popularity * Math.min(1, share);
}

function matchOf({ row, words }: RankingFacts, { bm25 }: Evidence): number {
  const norm = 0.25 + 0.75 * Math.min(4, words / USUAL_WORDS);
  return (bm25.get(row) ?? 0) * norm ** LENGTH_POWER;
}

const LANGUAGE_NAMES = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

/** Returns the first language of a model that the query names in English; null where it names none of them. */
function namedLanguage(languages: readonly string[], words: ReadonlySet<string>): string | null {
  return languages.find((code) => words.has(languageName(code))) ?? null;
}

const known = new Map<string, string>();

/** Codes come from outside: what is no language tag has no name. */
function languageName(code: string): string {
  let name = known.get(code);
  if (name === undefined) {
    name = /^[a-z]{2,3}$/.test(code) ? (LANGUAGE_NAMES.of(code)?.toLowerCase() ?? "") : "";
    known.set(code, name);
  }
  return name;
}

function byScore(a: Scored, b: Scored): number {
  return (
    b.score - a.score ||
    b.facts.downloads - a.facts.downloads ||
    (a.facts.id < b.facts.id ? -1 : Number(a.facts.id > b.facts.id))
  );
}
