import type { MODEL_EXPANDABLE_KEYS } from "@huggingface/hub";

/** Fields that the Hub's own client can request. */
type KnownField = (typeof MODEL_EXPANDABLE_KEYS)[number];

/** Fields that the listing has but the client does not know yet (`expand` in huggingface.co/docs/hub/api). */
type NewerField = "baseModels" | "gguf";

/** The fields to request by `expand[]`: only those that we read, since an item can take tens of kilobytes. */
export const LISTING_FIELDS = [
  "author",
  "baseModels",
  "cardData",
  "createdAt",
  "disabled",
  "downloads",
  "gated",
  "gguf",
  "lastModified",
  "library_name",
  "likes",
  "pipeline_tag",
  "private",
  "safetensors",
  "sha",
  "tags",
] as const satisfies readonly (KnownField | NewerField)[];

/** Requested too if it matters which providers serve a model. */
export const SERVED_FIELD = "inferenceProviderMapping" satisfies KnownField;
