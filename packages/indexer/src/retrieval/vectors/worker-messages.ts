import type { HnswParams } from "./index-params.js";

/** Messages to the building process, one at a time. */
export type ToWorker =
  | { readonly type: "start"; readonly params: HnswParams; readonly capacity: number }
  | { readonly type: "add"; readonly seqs: readonly number[]; readonly values: Float32Array }
  | { readonly type: "save"; readonly path: string };

/** Its answer to each. `error` ends it; `unwritten` says what is on the disk instead of the index. */
export type FromWorker =
  | { readonly type: "ok" }
  | { readonly type: "error" | "unwritten"; readonly message: string };
