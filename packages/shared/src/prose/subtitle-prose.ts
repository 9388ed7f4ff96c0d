const TIME = /^\s*(?:\d+:)?\d{1,2}:\d{2}[,.]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[,.]\d{1,3}.*$/;
const SPEAKER = /<v(?:\.[\w.-]+)?\s+([^>]{1,80})>/g;

/** Returns true for subtitles: WebVTT by its first word, SubRip by a time in its first lines. */
export function isSubtitles(text: string): boolean {
  if (/^\ufeff?WEBVTT(?:\s|$)/.test(text)) return true;
  return text
    .slice(0, 400)
    .split(/\r?\n/, 4)
    .some((line) => TIME.test(line));
}

/**
 * Returns what is said in subtitles (SubRip, WebVTT) as running text: without numbers, times, styles and notes, with
 * the names of speakers where they are marked. A line that stays on the screen from one subtitle to the next is said
 * once.
 */
export function subtitleProse(text: string): string {
  const said: string[] = [];
  for (const cue of text.replace(/^\ufeff/, "").split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+/)) {
    const lines = cue.split(/\r?\n/);
    const time = lines.findIndex((line) => TIME.test(line));
    if (time < 0) continue;
    for (const line of lines.slice(time + 1)) {
      const words = plain(line);
      if (words !== "" && words !== said.at(-1)) said.push(words);
    }
  }
  return said.join(" ");
}

function plain(line: string): string {
  return line
    .replace(SPEAKER, "$1: ")
    .replace(/<[^<>]{0,200}>|\{\\[^{}]{0,200}\}/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&amp;", "&")
    .trim();
}
