import type { ModelProfile, ScoreParts, TaskId, UnfitReason } from "@hugginggpt/shared";
import { BARE_PROFILE } from "../ports/describe-model.js";
import type { RankingFacts } from "../ports/registry-reader.js";
import { type DemotedKind, demotedKind, isAskedFor, type Wanted, wantedBy } from "./demotion.js";
import { languageFit } from "./fit/language-fit.js";
import { fitOf, type ModelFit, type NeededWords, NO_FIT, neededWords } from "./fit/model-fit.js";
import type { NeededLanguages, NeedFacts } from "./fit/need-facts.js";
import {
  CHECKPOINT_COST,
  FREE_WEIGHTS,
  LENGTH_POWER,
  MATCH_TO_EXCEED,
  MOST_DOWNLOADS,
  MOST_LIKES,
  OTHER_TASK,
  type PartWeights,
  STEP_WEIGHTS,
  USUAL_WORDS,
} from "./ranking-weights.js";

/** What is known about a query and its candidates. */
export interface Evidence {
  readonly models: readonly RankingFacts[];
  /** BM25 by id; no entry if no word matches. */
  readonly bm25: ReadonlyMap<string, number>;
  /** The cosine of each model, in their order, NaN without a vector; null without a ranking by vectors. */
  readonly cosines: Float64Array | null;
  /** How clearly the query asks for each task, 0 to 1; null if the task is given. */
  readonly tasks: ReadonlyMap<TaskId, number> | null;
  /** What the query needs of a task's models; null if it says nothing. */
  readonly needOf: (task: TaskId) => NeedFacts | null;
  /** Only the languages of that need, which are all that counts if no task is given. */
  readonly languagesOf: (task: TaskId) => NeededLanguages | null;
  /** Lower-case words of the query. */
  readonly words: ReadonlySet<string>;
  /** The number of models in the registry. */
  readonly registrySize: number;
}

export interface Scored {
  readonly facts: RankingFacts;
  readonly score: number;
  readonly why: ScoreParts;
  /** Why it cannot do the step; empty if nothing is known against it, and if no task is given. */
  readonly unfit: readonly UnfitReason[];
}

/** Returns the candidates with their scores, best first, at most `limit`; ties by downloads, then by id. */
export function scoreModels(evidence: Evidence, limit = evidence.models.length): Scored[] {
  const { models, tasks, words, registrySize } = evidence;
  const matches = models.map((facts) => matchOf(facts, evidence));
  const best = matches.reduce((most, match) => Math.max(most, match), Number.MIN_VALUE);
  const asked: Asked = {
    weights: tasks === null ? STEP_WEIGHTS : FREE_WEIGHTS,
    wanted: wantedBy(words),
    named: neededWords(words),
    wholeMatch: tasks === null ? best + MATCH_TO_EXCEED * Math.log(2 + registrySize) : best,
    clearest: Math.max(0, ...(tasks?.values() ?? [])),
  };
  const found = models.map((facts, at) => ({
    facts,
    match: matches[at] ?? 0,
    cosine: cosineAt(evidence, at),
  }));
  const scores = found.map((one) => sumOf(rated(one, asked, evidence).parts));
  const least = leastOf(scores, limit);
  // Only the best are explained.
  return found
    .flatMap((one, at) => ((scores[at] ?? 0) < least ? [] : explained(one, asked, evidence)))
    .sort(byScore)
    .slice(0, limit);
}

/** What is the same for every candidate of a query. */
interface Asked {
  readonly weights: PartWeights;
  readonly wanted: Wanted;
  readonly named: NeededWords;
  /** The match of words that counts as 1. */
  readonly wholeMatch: number;
  /** How clearly the query asks for its likeliest task, 0 to 1. */
  readonly clearest: number;
}

interface Found {
  readonly facts: RankingFacts;
  readonly match: number;
  readonly cosine: number | null;
}

type Parts = Omit<ScoreParts, "raw">;

interface Rated {
  readonly parts: Parts;
  readonly unfit: readonly UnfitReason[];
  /** Why it is demoted; null if it is not. */
  readonly demoted: DemotedKind | null;
}

function rated({ facts, match, cosine }: Found, asked: Asked, evidence: Evidence): Rated {
  const { weights, wanted, named, wholeMatch, clearest } = asked;
  const { tasks } = evidence;
  const profile = facts.profile ?? BARE_PROFILE;
  const fit = facts.task === null ? NO_FIT : fitTo(facts.task, { ...facts, profile }, evidence, named);
  const spoken = facts.task === null ? 0 : (tasks?.get(facts.task) ?? 0);
  const kind = demotedKind(facts);
  const demoted = kind !== null && !isAskedFor(facts, kind, wanted) ? kind : null;
  const parts = {
    lexical: weights.lexical * (match / wholeMatch) * (1 - OTHER_TASK * (clearest - spoken)),
    similarity: weights.similarity * Math.max(0, cosine ?? 0),
    popularity:
      weights.downloads * shareOf(facts.downloads, LOG_DOWNLOADS) +
      weights.likes * shareOf(facts.likes, LOG_LIKES),
    task: weights.task * spoken,
    language: (fit.language < 0 ? weights.otherLanguage : weights.language) * fit.language,
    kind: weights.kind * fit.kind,
    domain: weights.domain * fit.domain,
    checkpoint: weights.size * fit.size - weights.checkpoint * CHECKPOINT_COST[profile.checkpoint],
    demotion: (demoted === null ? 0 : -weights.demotion) - (fit.unfit.length > 0 ? weights.unfit : 0),
  };
  return { parts, unfit: fit.unfit, demoted };
}

function explained(found: Found, asked: Asked, evidence: Evidence): Scored {
  const { facts, match, cosine } = found;
  const { parts, unfit, demoted } = rated(found, asked, evidence);
  const raw = {
    bm25: evidence.bm25.get(facts.id) ?? null,
    match,
    cosine,
    downloads: facts.downloads,
    ...(parts.demotion < 0 && { demoted: [...(demoted === null ? [] : [demoted]), ...unfit].join(", ") }),
  };
  return { facts, score: sumOf(parts), why: { ...parts, raw }, unfit };
}

function fitTo(
  task: TaskId,
  model: RankingFacts & { readonly profile: ModelProfile },
  { needOf, languagesOf, tasks }: Evidence,
  named: NeededWords,
): ModelFit {
  const need = tasks === null ? needOf(task) : null;
  if (need !== null) return fitOf(model, need, named);
  const languages = tasks === null ? null : languagesOf(task);
  return languages === null ? NO_FIT : spokenFit(model.profile, languages);
}

/** For a query without a task: a guessed language can only lower the score. */
function spokenFit(profile: ModelProfile, languages: NeededLanguages): ModelFit {
  const language = languageFit(profile, languages);
  return { ...NO_FIT, language: languages.certain ? language : Math.min(0, language) };
}

/** Returns the least of the `limit` greatest scores; -Infinity if there are no more than `limit`. */
function leastOf(scores: readonly number[], limit: number): number {
  if (limit >= scores.length) return Number.NEGATIVE_INFINITY;
  return new Float64Array(scores).sort()[scores.length - limit] ?? Number.POSITIVE_INFINITY;
}

function cosineAt({ cosines }: Evidence, place: number): number | null {
  const cosine = cosines?.[place] ?? Number.NaN;
  return Number.isNaN(cosine) ? null : cosine;
}

function sumOf(parts: Parts): number {
  const { lexical, similarity, popularity, task, language, kind, domain, checkpoint, demotion } = parts;
  return lexical + similarity + popularity + task + language + kind + domain + checkpoint + demotion;
}

/** Returns a scored model with another cosine (null without a vector) and the score that follows. */
export function withCosine({ facts, why, unfit }: Scored, cosine: number | null, isStep: boolean): Scored {
  const { similarity } = isStep ? STEP_WEIGHTS : FREE_WEIGHTS;
  const parts = { ...why, similarity: similarity * Math.max(0, cosine ?? 0), raw: { ...why.raw, cosine } };
  return { facts, score: sumOf(parts), why: parts, unfit };
}

const LOG_DOWNLOADS = Math.log1p(MOST_DOWNLOADS);
const LOG_LIKES = Math.log1p(MOST_LIKES);

function shareOf(count: number, most: number): number {
  return Math.min(1, Math.log1p(Math.max(0, count)) / most);
}

/** Returns a model's BM25 with a weaker norm for the length of its text. */
function matchOf({ id, words }: RankingFacts, { bm25 }: Evidence): number {
  return (bm25.get(id) ?? 0) * (0.25 + 0.75 * Math.min(4, words / USUAL_WORDS)) ** LENGTH_POWER;
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
