import type { Endpoint } from "../nouns/endpoint.js";
import type { CardState, ModelCard } from "../nouns/model-card.js";
import type { ModelRecord } from "../nouns/model-record.js";

/** Where a pass over the Hub's listing stands. */
export interface ListingCursor {
  /** Names the pass: what is listed and in which order. */
  readonly scope: string;
  /** `full` lists everything by creation; `changes` lists what was modified since the watermark. */
  readonly kind: "full" | "changes";
  /** Number of the pass, 1 for the first; records seen in it carry it. */
  readonly pass: number;
  /** Address of the next page; null at the start of a pass. */
  readonly next: string | null;
  readonly done: boolean;
  /** ISO 8601: everything modified before is known once this pass is done. */
  readonly watermark: string;
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

export interface Vector {
  readonly id: string;
  readonly textHash: string;
  readonly values: Float32Array;
}

/** The write side of the registry. Every method is one transaction: all of it or nothing. */
export interface RegistryStore {
  cursor(scope: string): Promise<ListingCursor | null>;
  /** Writes a page's records and the cursor after it together. Records of a smaller source never replace the Hub's. */
  commitPage(records: readonly ModelRecord[], cursor: ListingCursor): Promise<PageResult>;
  /** Ends a full pass: removes Hub records (and starter records the Hub replaced) not seen in it; returns how many. */
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
  commitVectors(vectors: readonly Vector[]): Promise<void>;
}
