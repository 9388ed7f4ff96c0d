import type { ArtifactReport, RunReport } from "@hugginggpt/runtime";
import type { ArtifactLinks } from "../desk/artifact-links.js";
import { jarvisPath } from "./jarvis-paths.js";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Returns a text in which HuggingGPT's page, which shows it as HTML, finds no tag. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

/**
 * Returns an answer for HuggingGPT's page, which finds media by their paths in the text: each path in round brackets, where
 * the answer names the file, or else at the end.
 */
export function jarvisMessage({ run, answer, tasks }: RunReport, links: ArtifactLinks): string {
  let text = escapeHtml(answer);
  const unnamed: string[] = [];
  for (const artifact of tasks.flatMap(({ artifacts }) => artifacts)) {
    const path = ` (${jarvisPath(run, artifact, links)})`;
    const named = placesOf(artifact);
    if (named.test(text)) text = text.replace(named, path);
    else unnamed.push(path);
  }
  return `${text}${unnamed.join("")}`.trim();
}

/** A file's name in a text, with the path before it. */
function placesOf({ name }: ArtifactReport): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`[ (\[\x60'"]?(?:[\w.~:-]*/)*${literal}[)\]\x60'"]?`, "g");
}
