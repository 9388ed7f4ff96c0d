import type { MODEL_EXPANDABLE_KEYS } from "@huggingface/hub";

/** Fields that the Hub's own client can ask for. */
type KnownField = (typeof MODEL_EXPANDABLE_KEYS)[number];

/** Fields that the client does not know yet, but the listing serves (`expand` in huggingface.co/docs/hub/api). */
type NewerField = "baseModels" | "gguf";

/** What is asked of the listing by `expand[]`: no more than is read, since an item can be tens of kilobytes. */
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

/** What is asked besides where it matters which providers serve a model. */
export const SERVED_FIELD = "inferenceProviderMapping" satisfies KnownField;
