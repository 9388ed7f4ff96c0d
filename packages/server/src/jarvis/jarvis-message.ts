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
  const files = tasks.flatMap(({ artifacts }) => artifacts);
  const places = new Map(
    files.map(({ name }) => {
      const { path = "", isShown = true } = paths.get(name) ?? {};
      return [name, ` (${isShown ? path : absolute(path)})`];
    }),
  );
  const unnamed = new Map(places);
  const text = escapeHtml(answer).replace(namesIn(files), (whole, name: string) => {
    unnamed.delete(name);
    return places.get(name) ?? whole;
  });
  const hidden = [...paths.values()].some(({ isShown }) => !isShown) ? `\n\n${HIDDEN}` : "";
  return `${text}${[...unnamed.values()].join("")}${hidden}`.trim();
}

const HIDDEN = "This page shows PNG, JPEG, GIF, WAV, FLAC and MP4; open the other files at their addresses.";

/** Matches the names of files in a text, with the path before them; never a part of a longer name. */
function namesIn(files: readonly ArtifactReport[]): RegExp {
  const names = files.map(({ name }) => name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join("|");
  const whole = String.raw`(?<![\w.-])(${names || "(?!)"})(?![\w-]|\.\w)`;
  return new RegExp(String.raw` ?[(\[\x60'"]?(?:[\w.~:-]*/)*${whole}[)\]\x60'"]?`, "g");
}
