import type { BulkBatch } from "./bulk-reader.js";
import type { KeepRule } from "./keep-rule.js";
import type { Layout } from "./layouts.js";

/** Messages to the reading process. */
export type ToReader =
  | {
      readonly type: "open";
      readonly footer: Uint8Array;
      readonly size: number;
      readonly rule: KeepRule;
      /** The first row to read. */
      readonly from: number;
      /** The most memory that the process may take. */
      readonly mostBytes: number;
    }
  | { readonly type: "next" }
  /** Answers `read`. */
  | { readonly type: "bytes"; readonly bytes: Uint8Array };

/** Its answers to `open` and `next`, and before them its requests for bytes, one at a time. */
export type FromReader =
  | { readonly type: "opened"; readonly layout: Layout["name"]; readonly rows: number }
  | { readonly type: "batch"; readonly batch: BulkBatch }
  | { readonly type: "end" }
  | { readonly type: "read"; readonly start: number; readonly end: number }
  | {
      readonly type: "refused";
      readonly message: string;
      readonly came: string | undefined;
      readonly wanted: string | undefined;
      readonly next: string | undefined;
    };
