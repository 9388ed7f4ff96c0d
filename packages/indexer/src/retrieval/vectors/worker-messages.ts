import type { HnswParams } from "@hugginggpt/shared";

/** What the building process is told, one message at a time. */
export type ToWorker =
  | { readonly type: "start"; readonly params: HnswParams; readonly capacity: number }
  | { readonly type: "add"; readonly rows: readonly number[]; readonly values: Float32Array }
  | { readonly type: "save"; readonly path: string };

/** What it answers to each: `error` ends it. */
export type FromWorker = { readonly type: "ok" } | { readonly type: "error"; readonly message: string };
