import { z } from "zod";
import { isModelId } from "./model-id.js";

// The Hub may send anything. A field of a wrong type counts as absent, an item without a usable id as malformed.
// Unknown keys are dropped.

const text = z.string().optional().catch(undefined);
const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).catch(0).default(0);
const strings = z.array(z.unknown()).catch([]).default([]);
/** Anything but false, null or absent counts as true: a model that may be private is not shown. */
const flag = z
  .unknown()
  .optional()
  .transform((value) => value !== undefined && value !== null && value !== false);
const total = z
  .object({ total: z.number().int().positive().max(Number.MAX_SAFE_INTEGER) })
  .optional()
  .catch(undefined);

const baseModels = z
  .object({ relation: text, models: z.array(z.object({ id: z.string() })) })
  .optional()
  .catch(undefined);

/** The front matter of the card, where every field may be anything. */
const cardData = z
  .object({
    license: z.unknown(),
    language: z.unknown(),
    library_name: z.unknown(),
    pipeline_tag: z.unknown(),
    base_model: z.unknown(),
    base_model_relation: z.unknown(),
  })
  .partial()
  .optional()
  .catch(undefined);

const wireModel = z.object({
  id: z.custom<string>(isModelId, "is no model id"),
  _id: z
    .string()
    .regex(/^[0-9a-f]{24}$/)
    .optional()
    .catch(undefined),
  private: flag,
  disabled: flag,
  gated: z.unknown().optional(),
  sha: text,
  createdAt: text,
  lastModified: text,
  downloads: count,
  likes: count,
  pipeline_tag: text,
  library_name: text,
  tags: strings,
  cardData,
  safetensors: total,
  gguf: total,
  baseModels,
  inferenceProviderMapping: z.unknown().optional(),
});

/** The fields of an item of the Hub's listing that we read. */
export type WireModel = z.infer<typeof wireModel>;

/** Returns an item of the listing with checked fields; null if it is not a model with a usable id. */
export function parseWireModel(item: unknown): WireModel | null {
  const parsed = wireModel.safeParse(item);
  return parsed.success ? parsed.data : null;
}
