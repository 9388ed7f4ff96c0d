import type { RunReport, TaskReport } from "@hugginggpt/runtime";
import type { PlanJson, TaskOutput } from "@hugginggpt/shared";
import type { JarvisPaths } from "./jarvis-paths.js";

const GENERATED = {
  images: "generated image",
  audios: "generated audio",
  videos: "generated video",
} as const;

/** One task's entry in HuggingGPT's `/results`. */
interface JarvisResult {
  readonly task: Pick<PlanJson, "task" | "id" | "dep" | "args">;
  readonly "inference result": unknown;
  readonly "choose model result": { readonly id: string; readonly reason: string } | "";
}

/** Returns HuggingGPT's `/results`: the results of the tasks by their id. */
export function jarvisResults(report: RunReport, paths: JarvisPaths): Record<string, JarvisResult> {
  const entries = report.tasks.flatMap((task) => {
    const planned = report.plan.find(({ id }) => id === task.id);
    return planned ? [[String(task.id), resultOf(planned, task, paths)] as const] : [];
  });
  return Object.fromEntries(entries);
}

function resultOf(planned: PlanJson, task: TaskReport, paths: JarvisPaths): JarvisResult {
  return {
    task: jarvisTask(planned),
    "inference result": task.error === null ? made(task, paths) : { error: { message: task.error } },
    "choose model result": task.model === null ? "" : { id: task.model, reason: task.reason },
  };
}

/** Returns a task of a plan in the form of HuggingGPT's `/tasks`. */
export function jarvisTask({ task, id, dep, args }: PlanJson): JarvisResult["task"] {
  return { task, id, dep, args };
}

function made({ task, output, artifacts }: TaskReport, paths: JarvisPaths): unknown {
  const files = artifacts.flatMap((artifact) => {
    const place = paths.get(artifact.name);
    return place?.folder ? [[GENERATED[place.folder], place.path] as const] : [];
  });
  const predicted = output.boxes ?? output.masks;
  const text = output.text === undefined ? {} : { [textKey(task)]: output.text };
  const found = { ...Object.fromEntries(files), ...text, ...(predicted ? { predicted } : {}) };
  return Object.keys(found).length > 0 ? found : (listed(output) ?? output);
}

function textKey(task: string): string {
  if (task === "automatic-speech-recognition") return "text";
  return task === "image-to-text" ? "generated text" : "response";
}

/** Results that HuggingGPT returned as the provider's bare list. */
function listed({ labels, entities, segments }: TaskOutput): unknown {
  return labels ?? entities ?? segments;
}
