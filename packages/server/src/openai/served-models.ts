import type { Policy } from "@hugginggpt/shared";
import { POLICIES } from "@hugginggpt/shared";
import { Refusal } from "../answers/refusal.js";

/** The model that stands for a whole run in front ends. */
const MODEL = "hugginggpt";

/** OpenAI's list of models. */
interface ModelList {
  readonly object: "list";
  readonly data: readonly { readonly id: string; readonly [field: string]: unknown }[];
}

/** Returns OpenAI's list of models: a run with the server's policy, and one for each policy. */
export function servedModels(created: number): ModelList {
  const data = [MODEL, ...POLICIES.map((policy) => `${MODEL}-${policy}`)].map((id) => ({
    id,
    object: "model",
    created,
    owned_by: MODEL,
    name: id,
    description:
      "Plans a request as a graph of tasks, chooses models of the Hugging Face Hub, and runs them.",
    architecture: { input_modalities: ["text", "image", "audio", "video", "file"] },
    providers: [{ supports_tools: false, context_length: 32_768 }],
  }));
  return { object: "list", data };
}

/**
 * Returns the policy in a model's name. A suffix that front ends add after a colon is ignored.
 * @throws Refusal 404 MODEL_NOT_FOUND for another model.
 */
export function policyOf(model: string): { readonly policy?: Policy } {
  const name = model.split(":")[0] ?? "";
  if (name === MODEL) return {};
  const policy = POLICIES.find((one) => name === `${MODEL}-${one}`);
  if (policy) return { policy };
  throw new Refusal("MODEL_NOT_FOUND", `There is no model ${name.slice(0, 200)} here`, `Ask for ${MODEL}.`);
}
