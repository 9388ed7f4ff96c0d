import type { RunReport } from "@hugginggpt/runtime";
import type { RunUsage } from "@hugginggpt/shared";
import type { ArtifactLinks } from "../desk/artifact-links.js";
import type { CompletionUsage } from "./completion-chunks.js";

/** Turns a path of this server into a URL for the reader's browser. */
export type Absolute = (path: string) => string;

/** Returns the files of a run as Markdown: pictures as images, others as links. Empty if there are none. */
export function fileLinks({ run, tasks }: RunReport, links: ArtifactLinks, absolute: Absolute): string {
  const files = tasks.flatMap(({ artifacts }) => artifacts);
  const lines = files.map(({ name, mediaType }) => {
    const link = `[${name}](${absolute(links.path({ run, name }))})`;
    return mediaType.startsWith("image/") ? `!${link}` : link;
  });
  return lines.length === 0 ? "" : `\n\n${lines.join("\n\n")}`;
}

/** Returns the tokens of a run: the controller's and those of the models. */
export function completionUsage(usage: RunUsage): CompletionUsage {
  const prompt_tokens = usage.promptTokens + usage.inputTokens;
  const completion_tokens = usage.completionTokens + usage.outputTokens;
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}
