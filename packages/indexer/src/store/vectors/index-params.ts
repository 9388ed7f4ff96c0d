import { z } from "zod";
import type { IndexParams } from "../../ports/index-generations.js";

const VECTORS = { embedder: z.string(), dimension: z.int().positive() };

/** How each kind of index was built, as its row says it. */
export const PARAMS = {
  hnsw: z.object({
    kind: z.literal("hnsw"),
    ...VECTORS,
    space: z.literal("ip"),
    m: z.int().positive(),
    efConstruction: z.int().positive(),
  }),
  int8: z.object({ kind: z.literal("int8"), ...VECTORS }),
} satisfies { [Kind in IndexParams["kind"]]: z.ZodType<Extract<IndexParams, { kind: Kind }>> };
