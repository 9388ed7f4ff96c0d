import type { Endpoint } from "../nouns/endpoint.js";
import type { CardState, ModelCard } from "../nouns/model-card.js";
import type { ModelRecord } from "../nouns/model-record.js";

/** Where a pass over the Hub's listing stands. */
export interface ListingCursor {
  /** Names the pass: what is listed and in which order. */
  readonly scope: string;
  /** `full` lists everything by creation; `changes` lists what was modified since the watermark. */
  readonly kind: "full" | "changes";
  /** The task that the pass is restricted to; null: all. */
  readonly task: string | null;
  /** Number of the pass, growing over all scopes, 1 for the first; records seen in it carry it. */
  readonly pass: number;
  /** Address of the next page; null at the start of a pass. */
  readonly next: string | null;
  readonly done: boolean;
  /** ISO 8601: everything modified before is known once this pass is done. */
  readonly watermark: string;
  /** ISO 8601: a pass over changes may stop at what was modified before; null for a full pass. */
  readonly since: string | null;
}

export interface PageResult {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** A model whose card has not been read at its present sha. */
export interface CardTodo {
  readonly id: string;
  readonly sha: string | null;
  readonly gated: boolean;
  /** ETag of the card that is stored, for a conditional request. */
  readonly etag: string | null;
}

export interface CardResult {
  readonly id: string;
  readonly sha: string | null;
  readonly state: CardState;
  /** Null keeps the card that is stored (304, or a failure). */
  readonly card: ModelCard | null;
  readonly etag: string | null;
}

export interface EmbeddingTodo {
  readonly id: string;
  /** The text to embed. */
  readonly text: string;
  /** SHA-256 of the text, hex. */
  readonly textHash: string;
}

/** Identity of the embedder whose vectors a registry holds. */
export interface EmbedderIdentity {
  readonly name: string;
  readonly dimension: number;
}

/** What a sync needs to count its work. */
export interface StoreCounts {
  /** Models without a vector of their present text. */
  readonly textsToEmbed: number;
  /** Vectors of the declared embedder that fit their model's present text. */
  readonly vectors: number;
}

export interface Vector {
  readonly id: string;
  readonly textHash: string;
  readonly values: Float32Array;
}

/** The write side of the registry. Every method is one transaction: all of it or nothing. */
export interface RegistryStore {
  cursor(scope: string): Promise<ListingCursor | null>;
  /** Returns the largest number of a pass in any scope; 0 before the first. */
  lastPass(): Promise<number>;
  /** Writes a page's records and the cursor after it together. Records of a smaller source never replace the Hub's. */
  commitPage(records: readonly ModelRecord[], cursor: ListingCursor): Promise<PageResult>;
  /**
   * Ends a full pass: removes the Hub's and the starter records (of the cursor's task, where it names one) whose pass
   * is smaller than the cursor's; returns how many. A second call removes none.
   */
  finishFullPass(cursor: ListingCursor): Promise<number>;
  cardsToRead(limit: number): Promise<readonly CardTodo[]>;
  commitCards(cards: readonly CardResult[]): Promise<void>;
  /** Replaces all endpoints of one provider; ids that are not in the registry are ignored. Returns how many are kept. */
  replaceEndpoints(
    provider: string,
    endpoints: readonly { readonly id: string; readonly endpoint: Endpoint }[],
  ): Promise<number>;
  embedder(): Promise<EmbedderIdentity | null>;
  /** Declares the embedder; drops the vectors of another one. */
  useEmbedder(identity: EmbedderIdentity): Promise<void>;
  textsToEmbed(limit: number): Promise<readonly EmbeddingTodo[]>;
  /** Ids that are gone, and texts that changed meanwhile, are passed over. */
  commitVectors(vectors: readonly Vector[]): Promise<void>;
  counts(): Promise<StoreCounts>;
  /** Remembers when the last complete sync ended, ISO 8601. */
  noteSync(endedAt: string): Promise<void>;
}
