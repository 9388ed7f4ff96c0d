import type { Candidate } from "../nouns/candidate.js";
import type { Endpoint, EndpointKind } from "../nouns/endpoint.js";
import type { CardState, ModelCard } from "../nouns/model-card.js";
import type { ModelProfile } from "../nouns/model-profile.js";
import type { ModelRecord, RecordSource } from "../nouns/model-record.js";
import type { StepLanguages } from "../nouns/need.js";
import type { TaskId } from "../tasks/task-id.js";

/** The kinds of endpoint that execution may use here. */
export type EnabledEndpoints = readonly EndpointKind[];

/** Hard limits. A result satisfies all of them. */
export interface SearchFilters {
  readonly task?: TaskId;
  readonly library?: string;
  readonly license?: string;
  /** Has one of these licences; an empty list excludes nothing. */
  readonly licenses?: readonly string[];
  /** Its owner is one of these (`google` of `google/vit`); an empty list excludes nothing. */
  readonly orgs?: readonly string[];
  readonly language?: string;
  /** Has a live endpoint at this provider. */
  readonly provider?: string;
  /** Has a live endpoint at one of these providers; an empty list excludes nothing. */
  readonly providers?: readonly string[];
  /** Has a live endpoint of one of these kinds. */
  readonly runnable?: EnabledEndpoints;
  readonly minDownloads?: number;
  /** Most parameters; models of unknown size are left out. */
  readonly maxParams?: number;
}

export interface SearchQuery {
  /** The query in words; empty for the most downloaded models that pass the filters. */
  readonly text: string;
  /** The languages that a step needs; by default those that the text names. */
  readonly languages?: StepLanguages;
  /** The number of results, 1 to 1000. */
  readonly k: number;
  readonly filters: SearchFilters;
}

export interface SearchPage {
  /** Best first, at most k; ties by downloads, then by id. */
  readonly candidates: readonly Candidate[];
  /**
   * True if the text matches no model that passes the filters. The candidates are then the most downloaded ones,
   * without built-in tools. Always false with a task, because all of its models are candidates.
   */
  readonly unmatched?: boolean;
  /** The number of models that pass the filters. */
  readonly total: number;
  /** Notes on how the search was answered, such as a ranking left out or a broken index. */
  readonly notes: readonly string[];
}

/** A model with everything that the registry knows. */
export interface ModelEntry {
  readonly model: ModelRecord;
  /** The model's profile; null if none was made. */
  readonly profile: ModelProfile | null;
  readonly card: ModelCard | null;
  readonly cardState: CardState;
  readonly endpoints: readonly Endpoint[];
}

/** A group of live endpoints: of one kind, at one provider, for one task; each built-in tool and custom URL alone. */
export interface TaskPlace {
  /** An example endpoint. */
  readonly endpoint: Endpoint;
  /** The number of models with such an endpoint. */
  readonly models: number;
}

export interface TaskCount {
  readonly task: TaskId;
  readonly models: number;
  /** The number of models with a live endpoint of an enabled kind. */
  readonly runnable: number;
  /** The groups of these endpoints, most models first; a model can be in several. Absent if not counted. */
  readonly places?: readonly TaskPlace[];
}

/** A value and the number of models that have it. Models without a value are not counted. */
export interface FacetCount {
  readonly name: string;
  readonly models: number;
}

/** Counts of models by property: at most the 20 most frequent values of each, by count, then by name. */
export interface RegistryFacets {
  /** Licence ids, in lower case. */
  readonly licenses: readonly FacetCount[];
  /** Providers with live endpoints; a model can be at several. */
  readonly providers: readonly FacetCount[];
  /** Years of the last change (`2026`), the latest first. */
  readonly years: readonly FacetCount[];
}

export interface RegistryStats {
  readonly models: Readonly<Record<RecordSource, number>>;
  readonly cards: Readonly<Record<CardState, number>>;
  readonly vectors: number;
  /** `hashed`, `openai:<model>` ...; null before the first embedding. */
  readonly embedder: string | null;
  readonly endpoints: number;
  /** When the last complete sync ended, ISO 8601; null before the first. */
  readonly lastSync: string | null;
  /** The vector index in use: an exact scan, or HNSW with its generation. */
  readonly vectorIndex: {
    readonly kind: "exact" | "hnsw";
    readonly generation: number | null;
    readonly reason: string;
  };
  /** The size of the database file, in bytes. */
  readonly bytes: number;
}

/** The read side of the registry: the door between indexer and runtime. */
export interface Registry {
  /** @throws Fault REGISTRY_UNUSABLE if the database cannot be read. */
  search(query: SearchQuery, signal?: AbortSignal): Promise<SearchPage>;
  /** Returns null for an unknown id; matching ignores case. */
  get(id: string): Promise<ModelEntry | null>;
  tasks(enabled: EnabledEndpoints): Promise<readonly TaskCount[]>;
  stats(): Promise<RegistryStats>;
  facets(): Promise<RegistryFacets>;
  close(): void;
}
