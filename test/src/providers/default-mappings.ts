import type { HubRow } from "../hub/hub-row.js";
import type { ProviderMapping } from "./provider-mapping.js";

/** Which providers serve a task here, in turn; the task that they file it under, where that is another one. */
const SERVED: Readonly<Record<string, { readonly by: readonly string[]; readonly as?: string }>> = {
  "text-classification": { by: ["hf-inference"] },
  "token-classification": { by: ["hf-inference"] },
  "question-answering": { by: ["hf-inference"] },
  "table-question-answering": { by: ["hf-inference"] },
  "zero-shot-classification": { by: ["hf-inference"] },
  translation: { by: ["hf-inference"] },
  summarization: { by: ["hf-inference"] },
  "feature-extraction": { by: ["hf-inference"] },
  "fill-mask": { by: ["hf-inference"] },
  "sentence-similarity": { by: ["hf-inference"] },
  "text2text-generation": { by: ["hf-inference"], as: "text-generation" },
  "text-generation": { by: ["together", "groq"], as: "conversational" },
  conversational: { by: ["together", "groq"], as: "conversational" },
  "image-text-to-text": { by: ["together"], as: "conversational" },
  "image-classification": { by: ["hf-inference"] },
  "object-detection": { by: ["hf-inference"] },
  "image-segmentation": { by: ["hf-inference"] },
  "image-to-text": { by: ["hf-inference"] },
  "visual-question-answering": { by: ["hf-inference"] },
  "document-question-answering": { by: ["hf-inference"] },
  "audio-classification": { by: ["hf-inference"] },
  "automatic-speech-recognition": { by: ["hf-inference", "fal-ai"] },
  "audio-to-audio": { by: ["hf-inference"] },
  "tabular-classification": { by: ["hf-inference"] },
  "text-to-image": { by: ["fal-ai", "hf-inference", "together", "nscale"] },
  "image-to-image": { by: ["fal-ai", "hf-inference"] },
  "text-to-video": { by: ["fal-ai"] },
  "image-to-video": { by: ["fal-ai"] },
  "text-to-speech": { by: ["fal-ai", "hf-inference"] },
  "text-to-audio": { by: ["fal-ai"] },
};

/**
 * Returns where the models of a simulated Hub run: each task's models are dealt to its providers in turn, all live.
 * Wider than the real service, so that the sandbox can try most tasks; depth-estimation and other tasks
 * that are not named above run nowhere.
 */
export function defaultMappings(rows: readonly HubRow[]): ProviderMapping[] {
  const dealt = new Map<string, number>();
  return rows.flatMap(({ item }) => {
    const tag = typeof item.pipeline_tag === "string" ? item.pipeline_tag : "";
    const served = Object.hasOwn(SERVED, tag) ? SERVED[tag] : undefined;
    if (!served) return [];
    const turn = dealt.get(tag) ?? 0;
    dealt.set(tag, turn + 1);
    const provider = served.by[turn % served.by.length] ?? "hf-inference";
    return [
      {
        provider,
        modelId: item.id,
        providerId: providerIdOf(provider, item.id),
        task: served.as ?? tag,
        status: "live" as const,
      },
    ];
  });
}

/** Returns an id as the provider would write it: fal-ai names its apps itself, the others here keep the Hub's id. */
function providerIdOf(provider: string, id: string): string {
  if (provider !== "fal-ai") return id;
  return `fal-ai/${id.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
}
