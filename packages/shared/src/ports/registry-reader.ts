import type { Endpoint } from "../nouns/endpoint.js";
import type { CardState, ModelCard } from "../nouns/model-card.js";
import type { BaseRelation, ModelRecord, RecordSource } from "../nouns/model-record.js";
import type { TaskId } from "../tasks/task-id.js";
import type { EnabledEndpoints, ModelEntry, RegistryStats, SearchFilters, TaskCount } from "./registry.js";
import type { EmbedderIdentity } from "./registry-store.js";

/** Weights of the fields of a card's text in the lexical ranking, each at least 0. */
export interface FieldWeights {
  readonly title: number;
  readonly task: number;
  readonly tags: number;
  /** Of the lead: the summary and what the card begins with. Its words are weighed as part of the body, too. */
  readonly summary: number;
  readonly body: number;
}

export interface LexicalQuery {
  /** Words as the user wrote them; models with any of them match. */
  readonly terms: readonly string[];
  readonly weights: FieldWeights;
}

export interface LexicalHit {
  /** Row number of the model in the store. */
  readonly row: number;
  /** BM25 of the weighted fields, greater is better, at least 0. */
  readonly bm25: number;
}

/** What one word adds to the score of every model that has it. */
export interface WordScores {
  /** Ascending. */
  readonly rows: Int32Array;
  /** The word's share of `LexicalHit.bm25` for each of these rows. */
  readonly bm25: Float32Array;
}

/** The same for a term: what the store makes of a word that it searches for. */
export interface TermScores extends WordScores {
  readonly term: string;
}

/** What ranking reads of a model. */
export interface RankingFacts {
  readonly row: number;
  readonly id: string;
  /** Today's tag; null where the record has none that means a task. */
  readonly task: TaskId | null;
  readonly downloads: number;
  readonly likes: number;
  readonly languages: readonly string[];
  readonly source: RecordSource;
  readonly baseRelation: BaseRelation | null;
  /** Words of the text it is searched by. */
  readonly words: number;
}

/** A model as a result shows it. */
export interface ModelView {
  readonly row: number;
  readonly model: ModelRecord;
  readonly card: ModelCard | null;
  readonly cardState: CardState;
  /** What it is, in at most 300 characters: from its card, else from what else is known. Untrusted. */
  readonly summary: string;
  readonly endpoints: readonly Endpoint[];
}

export interface StoredVector {
  readonly row: number;
  /** Number of the change that wrote it; every change has a greater one. */
  readonly seq: number;
  readonly values: Float32Array;
}

export interface VectorState {
  readonly count: number;
  /** The greatest `seq`; 0 where there is no vector. */
  readonly lastSeq: number;
}

/** What a registry stores, read for ranking. Row numbers are never used again after a model is removed. */
export interface RegistryReader {
  /** Changes whenever anything is committed, by any process; cheap enough for every search. */
  version(): Promise<string>;
  /** How many models pass. */
  count(filters: SearchFilters): Promise<number>;
  /** The rows that pass, ascending; null where the filters exclude nothing. */
  passing(filters: SearchFilters): Promise<readonly number[] | null>;
  /** The k most downloaded that pass; ties by id. */
  popular(filters: SearchFilters, k: number): Promise<readonly number[]>;
  /** The best matches that pass, best first, ties by row. Any text is a valid term. */
  lexical(query: LexicalQuery, filters: SearchFilters, limit: number): Promise<readonly LexicalHit[]>;
  /** What one word adds to BM25. The sum over a query's words is what `lexical` finds, but for rounding. */
  wordScores(word: string, weights: FieldWeights): Promise<WordScores>;
  /** Returns the one term that a word is searched by; null where it is none or several. */
  termOf(word: string): Promise<string | null>;
  /** What every term adds to BM25, terms ascending; `begin` is first told the `textVersion` of what is read. */
  termScores(
    weights: FieldWeights,
    begin: (textVersion: string) => void,
    signal?: AbortSignal,
  ): AsyncIterable<TermScores>;
  /** Changes whenever a searched text is written or removed. */
  textVersion(): Promise<string>;
  /** In the order of the rows given; rows that are gone are left out. */
  facts(rows: readonly number[]): Promise<readonly RankingFacts[]>;
  /** Those of the rows after the given one, ascending, at most `limit`. */
  factsAfter(row: number, limit: number): Promise<readonly RankingFacts[]>;
  /** In the order of the rows given; rows that are gone are left out. */
  views(rows: readonly number[]): Promise<readonly ModelView[]>;
  entry(id: string): Promise<ModelEntry | null>;
  tasks(enabled: EnabledEndpoints): Promise<readonly TaskCount[]>;
  stats(): Promise<Omit<RegistryStats, "vectorIndex">>;
  embedder(): Promise<EmbedderIdentity | null>;
  /** Changes whenever a vector is written or removed; cheap enough for every search. */
  vectorVersion(): Promise<number>;
  vectorState(): Promise<VectorState>;
  /** Vectors of a greater `seq` than the given one, in its order, at most `limit`. */
  vectorsAfter(seq: number, limit: number): Promise<readonly StoredVector[]>;
  /** The vectors of these rows, in no order; rows without one are left out. */
  vectorsAt(rows: readonly number[]): Promise<readonly StoredVector[]>;
  /** The rows that have a vector, by task, then ascending: those of a task follow each other. */
  vectorRows(): Promise<readonly number[]>;
}
