import type { ArtifactReport, RunReport } from "@hugginggpt/runtime";
import type { JarvisPaths } from "./jarvis-paths.js";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Escapes a text for HuggingGPT's page, which shows it as HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

/**
 * Returns an answer for HuggingGPT's page, which finds media by their paths in the text. Each path stands in round
 * brackets, where the answer names the file, or else at the end. A file that the page cannot show stands there with
 * its full URL.
 */
export function jarvisMessage(
  { answer, tasks }: RunReport,
  paths: JarvisPaths,
  absolute: (path: string) => string,
): string {
  let text = escapeHtml(answer);
  const unnamed: string[] = [];
  for (const artifact of tasks.flatMap(({ artifacts }) => artifacts)) {
    const { path = "", isShown = true } = paths.get(artifact.name) ?? {};
    const place = ` (${isShown ? path : absolute(path)})`;
    const named = placesOf(artifact);
    if (named.test(text)) text = text.replace(named, place);
    else unnamed.push(place);
  }
  const hidden = [...paths.values()].some(({ isShown }) => !isShown) ? `\n\n${HIDDEN}` : "";
  return `${text}${unnamed.join("")}${hidden}`.trim();
}

const HIDDEN = "This page shows PNG, JPEG, GIF, WAV, FLAC and MP4; open the other files at their addresses.";

/** Matches a file's name in a text, with the path before it. */
function placesOf({ name }: ArtifactReport): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`[ (\[\x60'"]?(?:[\w.~:-]*/)*${literal}[)\]\x60'"]?`, "g");
}
