import type { Segment } from "@hugginggpt/shared";

/**
 * Returns a transcript's stretches as SubRip (.srt), the subtitles that every player reads: numbered, `HH:MM:SS,mmm`, a
 * blank line after each. Stretches without words are left out; blank lines inside one would end it and are closed up.
 * Empty if nothing is left.
 */
export function subtitles(segments: readonly Segment[]): string {
  return segments
    .map(({ label, start, end }) => ({ words: label.replace(/\s*\n\s*/g, "\n").trim(), start, end }))
    .filter(({ words }) => words !== "")
    .map(({ words, start, end }, i) => `${i + 1}\n${time(start)} --> ${time(end)}\n${spoken(words)}\n`)
    .join("\n");
}

/** An arrow in the words would be read as a time. */
function spoken(words: string): string {
  return words.replaceAll("-->", "->");
}

function time(seconds: number): string {
  const ms = Math.max(0, Math.round(seconds * 1000));
  const parts = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
  return `${parts.map((part) => String(part).padStart(2, "0")).join(":")},${String(ms % 1000).padStart(3, "0")}`;
}
