import { resolveTask } from "@hugginggpt/shared";
import { idWords } from "./id-words.js";

/** Tags with a prefix name something outside of the model. What matters of them is in other fields of the record. */
const PREFIXED = /^[a-z_-]{2,24}:/i;
/** Tags that the Hub or a library adds to nearly every model. */
const NOISE = new Set([
  "autotrain_compatible",
  "deploy:azure",
  "endpoints-template",
  "endpoints_compatible",
  "generated_from_trainer",
  "has_space",
  "custom_code",
  "model-index",
  "model_hub_mixin",
  "pytorch_model_hub_mixin",
  "region",
  "safetensors",
  "text-embeddings-inference",
  "text-generation-inference",
  "tensorboard",
  "trl",
]);
const MAX_TAGS = 40;
/** A model with more tags of tasks wants to be found for all of them: none of these tags counts. */
const MAX_TASKS = 5;

/**
 * Returns the tags that say something about a model, as words, at most 40. Languages are left out, which have a field
 * of their own, and names of tasks if there are more than five.
 */
export function usefulTags(tags: readonly string[], languages: readonly string[]): string[] {
  const codes = new Set(languages);
  const tasks = new Set(tags.map((tag) => resolveTask(tag)).filter((task) => task !== null));
  return tags
    .filter(
      (tag) => !PREFIXED.test(tag) && !NOISE.has(tag.toLowerCase()) && !codes.has(tag) && tag.length > 1,
    )
    .filter((tag) => tasks.size <= MAX_TASKS || resolveTask(tag) === null)
    .slice(0, MAX_TAGS)
    .map((tag) => idWords(tag))
    .filter((words) => words !== "");
}
