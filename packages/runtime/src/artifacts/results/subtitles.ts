import type { Segment } from "@hugginggpt/shared";

/**
 * Returns a transcript's segments as SubRip (.srt), the subtitles that every player reads: numbered, `HH:MM:SS,mmm`, a
 * blank line after each. Segments without words are left out. Blank lines inside one are removed, because they would
 * end it. Empty if nothing is left.
 */
export function subtitles(segments: readonly Segment[]): string {
  return segments
    .map(({ label, start, end }) => ({ words: label.replace(/\s*\n\s*/g, "\n").trim(), start, end }))
    .filter(({ words }) => words !== "")
    .map(({ words, start, end }, i) => `${i + 1}\n${time(start)} --> ${time(end)}\n${withoutArrow(words)}\n`)
    .join("\n");
}

/** An arrow in the text would be read as a time. */
function withoutArrow(words: string): string {
  return words.replaceAll("-->", "->");
}

function time(seconds: number): string {
  const ms = Math.max(0, Math.round(seconds * 1000));
  const parts = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
  return `${parts.map((part) => String(part).padStart(2, "0")).join(":")},${String(ms % 1000).padStart(3, "0")}`;
}
