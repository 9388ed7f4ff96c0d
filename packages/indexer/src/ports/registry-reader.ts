import type {
  BaseRelation,
  EnabledEndpoints,
  ModelEntry,
  ModelProfile,
  RecordSource,
  RegistryFacets,
  RegistryStats,
  SearchFilters,
  TaskCount,
  TaskId,
} from "@hugginggpt/shared";

/** Weights of the fields of a card's text in the lexical ranking, each at least 0. */
export interface FieldWeights {
  readonly title: number;
  readonly tags: number;
  /** Of the lead: the summary and what the card begins with. Its words are weighed as part of the body, too. */
  readonly summary: number;
  readonly body: number;
}

export interface LexicalQuery {
  /** Words as the user wrote them; models with any of them match. Any text is a valid word. */
  readonly words: readonly string[];
  readonly weights: FieldWeights;
}

export interface LexicalHit {
  readonly id: string;
  /** BM25 of the weighted fields, greater is better, above 0. */
  readonly bm25: number;
}

/** What ranking reads of a model. */
export interface RankingFacts {
  readonly id: string;
  /** Today's tag; null if the record has none that means a task. */
  readonly task: TaskId | null;
  readonly downloads: number;
  readonly likes: number;
  readonly parameters: number | null;
  /** Null until the model is described. */
  readonly profile: ModelProfile | null;
  readonly source: RecordSource;
  readonly baseRelation: BaseRelation | null;
  /** Words of the text it is searched by. */
  readonly words: number;
}

/** A model as a result shows it. */
export interface ModelView extends ModelEntry {
  /** What it is, in at most 300 characters: from its card, else from what else is known. Untrusted. */
  readonly summary: string;
}

/**
 * What a registry stores, read for searches. Models are named by their ids. Each answer is of one committed state.
 * Where another process reads the database, an aborted signal ends that work, and its reason is thrown.
 */
export interface RegistryReader {
  /** Returns how many models pass. */
  count(filters: SearchFilters): Promise<number>;
  /** Returns the ids that pass, the most downloaded first, ties by id; at most `limit` if it is given. */
  passing(filters: SearchFilters, limit?: number, signal?: AbortSignal): Promise<readonly string[]>;
  /**
   * Returns the best matches that pass, best first, at most `limit`. A word that more than half of all models have
   * says nothing and is left out, unless no other word is found.
   */
  lexical(
    query: LexicalQuery,
    filters: SearchFilters,
    limit: number,
    signal?: AbortSignal,
  ): Promise<readonly LexicalHit[]>;
  /** Returns the facts of these models in their order; ids that are gone are left out. */
  facts(ids: readonly string[]): Promise<readonly RankingFacts[]>;
  /** Returns these models in their order; ids that are gone are left out. */
  views(ids: readonly string[]): Promise<readonly ModelView[]>;
  /** Returns a model by its id or a former one, without regard to case; null for any other id. */
  entry(id: string): Promise<ModelEntry | null>;
  /** Returns the tasks that models have, most models first, and where those run. */
  tasks(enabled: EnabledEndpoints): Promise<readonly TaskCount[]>;
  stats(): Promise<Omit<RegistryStats, "vectorIndex">>;
  /** Returns how many models there are of each licence, provider and year, built-in tools left out. */
  facets(): Promise<RegistryFacets>;
}
