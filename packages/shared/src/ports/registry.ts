import type { Candidate } from "../nouns/candidate.js";
import type { Endpoint, EndpointKind } from "../nouns/endpoint.js";
import type { CardState, ModelCard } from "../nouns/model-card.js";
import type { ModelProfile } from "../nouns/model-profile.js";
import type { ModelRecord, RecordSource } from "../nouns/model-record.js";
import type { StepLanguages } from "../nouns/need.js";
import type { TaskId } from "../tasks/task-id.js";

/** What is enabled here: the kinds of endpoint that execution may use. */
export type EnabledEndpoints = readonly EndpointKind[];

/** Hard limits: a result satisfies all of them. */
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
  /** Parameters at most; models of unknown size are left out. */
  readonly maxParams?: number;
}

export interface SearchQuery {
  /** What is wanted, in words. Empty: the most downloaded models that pass the filters. */
  readonly text: string;
  /** The languages that a step needs. Absent: those that the text names. */
  readonly languages?: StepLanguages;
  /** How many results, 1 to 1000. */
  readonly k: number;
  readonly filters: SearchFilters;
}

export interface SearchPage {
  /** Best first, at most k; ties by downloads, then by id. */
  readonly candidates: readonly Candidate[];
  /**
   * True if nothing of the text fits any model that passes: the candidates are then the most downloaded ones, without
   * built-in tools. Never with a task, whose models are all candidates.
   */
  readonly unmatched?: boolean;
  /** How many models pass the filters. */
  readonly total: number;
  /** What answered: which ranking was left out and why, an index that was broken. */
  readonly notes: readonly string[];
}

/** A model with all the registry knows of it. */
export interface ModelEntry {
  readonly model: ModelRecord;
  /** What it is for, by rules; null if none was made. */
  readonly profile: ModelProfile | null;
  readonly card: ModelCard | null;
  readonly cardState: CardState;
  readonly endpoints: readonly Endpoint[];
}

/** Live endpoints that are alike: of one kind, at one provider, for one task; each built-in tool and address by itself. */
export interface TaskPlace {
  /** One of them, which stands for all. */
  readonly endpoint: Endpoint;
  /** How many models have one. */
  readonly models: number;
}

export interface TaskCount {
  readonly task: TaskId;
  readonly models: number;
  /** How many have a live endpoint of an enabled kind. */
  readonly runnable: number;
  /** Where those have them, most models first; a model can be at several. Absent if it was not counted. */
  readonly places?: readonly TaskPlace[];
}

/** A value that models have, and how many; models without a value are counted nowhere. */
export interface FacetCount {
  readonly name: string;
  readonly models: number;
}

/** How the registry's models are spread; at most the 20 most frequent values of each, by their number, then by name. */
export interface RegistryFacets {
  /** Licence ids, in lower case. */
  readonly licenses: readonly FacetCount[];
  /** Providers at which models have live endpoints; a model can be at several. */
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
  /** ISO 8601 time at which the last complete sync ended; null before the first. */
  readonly lastSync: string | null;
  /** What answers vector searches: an exact scan, or HNSW with its generation. */
  readonly vectorIndex: {
    readonly kind: "exact" | "hnsw";
    readonly generation: number | null;
    readonly reason: string;
  };
  /** Bytes of the database file. */
  readonly bytes: number;
}

/** The read side of the registry: the door between indexer and runtime. */
export interface Registry {
  /** @throws Fault REGISTRY_UNUSABLE when the database cannot be read. */
  search(query: SearchQuery, signal?: AbortSignal): Promise<SearchPage>;
  /** Returns null for an unknown id; matching ignores case. */
  get(id: string): Promise<ModelEntry | null>;
  tasks(enabled: EnabledEndpoints): Promise<readonly TaskCount[]>;
  stats(): Promise<RegistryStats>;
  facets(): Promise<RegistryFacets>;
  close(): void;
}
