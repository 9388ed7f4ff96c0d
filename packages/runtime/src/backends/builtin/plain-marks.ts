/** Returns a text with typographic quotation marks, apostrophes, dashes and dots as their plain ASCII forms. */
export function plainMarks(text: string): string {
  return text
    .replace(/[‘’‚‛′ʼ]/g, "'")
    .replace(/[“”„‟«»″]/g, '"')
    .replace(/(?<=\d)–(?=\d)/g, "-")
    .replace(/\s*[–—―]+\s*|\s+-{1,3}\s+/g, " - ")
    .replace(/[‐‑−]/g, "-")
    .replaceAll("…", "...");
}
