import type { FaultCode } from "../errors/fault.js";
/** What a sync reports while it works. */
export type SyncEvent =
  | {
      readonly type: "sync-started";
      readonly resumed: boolean;
      readonly kind: "full" | "changes";
      readonly scope: string;
    }
  | {
      /** Several machines sync this registry: what this one does now. */
      readonly type: "team-part";
      readonly part: "leads" | "cards" | "texts" | "waits";
      /** The machine that leads. */
      readonly leader: string;
    }
  | { readonly type: "page-committed"; readonly seen: number; readonly kept: number; readonly pages: number }
  | { readonly type: "models-removed"; readonly removed: number }
  | { readonly type: "model-moved"; readonly from: string; readonly to: string }
  | { readonly type: "endpoints-refreshed"; readonly provider: string; readonly endpoints: number }
  | { readonly type: "endpoints-failed"; readonly provider: string; readonly error: string }
  | { readonly type: "cards-progress"; readonly done: number; readonly total: number }
  | { readonly type: "vectors-progress"; readonly done: number; readonly total: number }
  | { readonly type: "index-built"; readonly kind: "exact" | "hnsw"; readonly reason: string }
  | {
      readonly type: "waiting";
      readonly purpose: string;
      readonly ms: number;
      /** What failed and is tried again then; absent if a limit is kept. */
      readonly why?: { readonly host: string; readonly code: FaultCode };
    }
  | { readonly type: "warning"; readonly message: string };

/**
 * What ended a turn: `complete`, nothing wanted is left; `time` or `cards`, the limit on the turn's time or cards, and
 * the next turn continues; `interrupted`, a signal.
 */
export type SyncTurn = "complete" | "time" | "cards" | "interrupted";

/** The JSON contract of `indexer sync --json`. */
export interface SyncReport {
  readonly status: "done" | "interrupted" | "failed";
  readonly source: "hub";
  readonly models: {
    readonly seen: number;
    readonly added: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly removed: number;
  };
  readonly cards: {
    readonly fetched: number;
    readonly unchanged: number;
    readonly missing: number;
    readonly gated: number;
    readonly failed: number;
  };
  readonly vectors: { readonly embedded: number; readonly reused: number };
  readonly endpoints: number;
  /** What the next turn has to do: cards to read, texts to embed. */
  readonly left: { readonly cards: number; readonly vectors: number };
  readonly turn: SyncTurn;
  readonly requests: number;
  readonly seconds: number;
}
