import type { CardState, Endpoint, ModelCard, ModelRecord } from "@hugginggpt/shared";

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
  /** Null keeps the card that is stored (304, or a failure); what is missing or gated now is dropped. */
  readonly card: ModelCard | null;
  readonly etag: string | null;
  /** True if it was gated for a request without a token: with one it is asked for again. False when absent. */
  readonly withoutToken?: boolean;
  /** The model's new id, where the Hub redirected to it; kept until the move is made or forgotten. */
  readonly movedTo?: string | null;
}

/** A model that the Hub knows by another id now. */
export interface ModelMove {
  readonly from: string;
  readonly to: string;
}

/** How many of a registry's cards and vectors are done. Only records of the Hub count. */
export interface StoreProgress {
  readonly models: number;
  /** Cards that are read, missing or closed to us at their model's present sha; and those still to be read. */
  readonly cards: { readonly done: number; readonly left: number };
  /** Texts with a vector of their present state; and those without. */
  readonly vectors: { readonly done: number; readonly left: number };
  /**
   * Shares from 0 to 1, each model weighed by its use: 1 + ln(1 + downloads), twice where it runs somewhere. 1 where
   * there is no model.
   */
  readonly share: { readonly cards: number; readonly vectors: number };
}

/** Which records a full pass may remove. */
export interface PassReach {
  /** Only those of this owner; absent: of all. */
  readonly author?: string | undefined;
  /** Spares what has a live endpoint. False when absent. */
  readonly sparesRunnable?: boolean | undefined;
}

/** What was listed, and when completely. */
export interface ListingState {
  readonly scope: string;
  /** Whether the last pass came to its end. */
  readonly done: boolean;
  /** ISO 8601 time at which the last complete full pass began; null if one is due. */
  readonly fullPass: string | null;
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

/** A model as a bulk file describes it, which the Hub has not confirmed. */
export interface SeededModel {
  /** Of the source `seed`, without a sha. */
  readonly record: ModelRecord;
  /** Null if the file has none. */
  readonly card: ModelCard | null;
}

/** How far the reading of a bulk file is. */
export interface SeedPosition {
  /** Names the file by its content, and what is kept of it. */
  readonly key: string;
  /** Rows of the file that are done, from its start. */
  readonly rows: number;
  readonly done: boolean;
}

export interface SeedResult extends PageResult {
  /** Cards that were written. */
  readonly cards: number;
}

/** The write side of the registry. Every method is one transaction: all of it or nothing. */
export interface RegistryStore {
  cursor(scope: string): Promise<ListingCursor | null>;
  /** Returns the largest number of a pass in any scope; 0 before the first. */
  lastPass(): Promise<number>;
  /** Returns how many models were seen last by a later pass than this one. */
  seenAfter(pass: number): Promise<number>;
  /** Writes a page's records and the cursor after it together. Records of a smaller source never replace the Hub's. */
  commitPage(records: readonly ModelRecord[], cursor: ListingCursor): Promise<PageResult>;
  /**
   * Ends a full pass: removes the Hub's and the starter records (of the cursor's task, where it names one) whose pass
   * is smaller than the cursor's; returns how many. `within` says which of them are examined. A second call removes
   * none. The pass counts as complete from then on, and where it removed something, those of other scopes that list the
   * same models count no more: they may have wanted it.
   */
  finishFullPass(cursor: ListingCursor, within?: PassReach): Promise<number>;
  /** Returns the watermark of the last complete full pass of a scope; null if there is none that counts. */
  lastFullPass(scope: string): Promise<string | null>;
  /** Returns the state of every listing, by scope. */
  listings(): Promise<readonly ListingState[]>;
  /**
   * Gives a model its new id and record; the old id becomes an alias of it, and what is known of the model stays. Where
   * the new id is known already, its record stays and the old one is removed. Nothing for an unknown `from`. The move
   * waits no longer.
   */
  moveModel(from: string, record: ModelRecord): Promise<void>;
  /** Returns the moves that `commitCards` noted and nobody has made or forgotten since, in no order. */
  moves(): Promise<readonly ModelMove[]>;
  /** Removes a move without making it. */
  forgetMove(from: string): Promise<void>;
  /** Returns where an unfinished reading of a bulk file stands; null if there is none. */
  seedPosition(key: string): Promise<SeedPosition | null>;
  /**
   * Writes models of a bulk file and the position after them together. What the Hub itself gave stays as it is: its
   * records, and its cards. A card counts as read, and is read again once the Hub has confirmed the record.
   */
  commitSeed(models: readonly SeededModel[], position: SeedPosition): Promise<SeedResult>;
  /** Returns how many records of bulk files, of one task or all, no listing of the Hub has confirmed or removed yet. */
  unconfirmed(task: string | null): Promise<number>;
  /**
   * The cards not read at their model's present sha, the most useful first: those that failed before come last; models
   * that run somewhere come first; then the best of each task in turn, by downloads, likes and id. With a token, gated
   * ones that were asked for without one are among them.
   */
  cardsToRead(limit: number, token?: boolean): Promise<readonly CardTodo[]>;
  /** Returns what is done and left; with a token, gated cards that were asked for without one are left. */
  progress(token: boolean): Promise<StoreProgress>;
  commitCards(cards: readonly CardResult[]): Promise<void>;
  /**
   * Links models that declare no base model to the one that they are a copy of: a quantised one to the most downloaded
   * model of its name, another one to the first of its name with the same card. What was linked before and is no copy
   * any more is released.
   */
  linkCopies(): Promise<void>;
  /**
   * Replaces all endpoints of one provider; ids that are not in the registry are ignored. Returns how many are kept.
   * Where a turn is given, remembers with them that they were read in it.
   */
  replaceEndpoints(
    provider: string,
    endpoints: readonly { readonly id: string; readonly endpoint: Endpoint }[],
    turn?: number,
  ): Promise<number>;
  /** Returns the providers whose endpoints were last replaced in this turn, by name. */
  providersOf(turn: number): Promise<readonly string[]>;
  embedder(): Promise<EmbedderIdentity | null>;
  /** Declares the embedder; drops the vectors of another one. */
  useEmbedder(identity: EmbedderIdentity): Promise<void>;
  /** Returns texts that have no vector of their present state, at most `limit`; with ids, those of these models. */
  textsToEmbed(limit: number, among?: readonly string[]): Promise<readonly EmbeddingTodo[]>;
  /** Ids that are gone, and texts that changed meanwhile, are skipped. */
  commitVectors(vectors: readonly Vector[]): Promise<void>;
  counts(): Promise<StoreCounts>;
  /** Remembers when the last complete sync ended, ISO 8601. */
  noteSync(endedAt: string): Promise<void>;
  /** Remembers a text under a name: bookkeeping, no truth. */
  note(name: string, text: string): Promise<void>;
  /** Returns the text that was noted last under a name; null if there is none. */
  noted(name: string): Promise<string | null>;
}
