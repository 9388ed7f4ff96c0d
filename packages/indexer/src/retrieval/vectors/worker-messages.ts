import type { HnswParams } from "./index-params.js";

/** What the building process is told, one message at a time. */
export type ToWorker =
  | { readonly type: "start"; readonly params: HnswParams; readonly capacity: number }
  | { readonly type: "add"; readonly seqs: readonly number[]; readonly values: Float32Array }
  | { readonly type: "save"; readonly path: string };

/** What it answers to each: `error` ends it; `unwritten` tells what the disk holds in the place of the index. */
export type FromWorker =
  | { readonly type: "ok" }
  | { readonly type: "error" | "unwritten"; readonly message: string };
