/**
 * Returns a README without its YAML front matter, which the Hub's API returns parsed (`cardData`). A byte order mark,
 * blank lines and comments may precede it; lines may end in CR LF. Without front matter, or without its end, the text
 * is whole.
 */
export function withoutFrontMatter(readme: string): string {
  const text = readme.replace(/^\ufeff/, "");
  const lines = text.split("\n");
  const start = lines.findIndex((line) => !isSkippable(line.trim()));
  if (!isFence(lines[start] ?? "")) return text;
  const end = lines.findIndex((line, at) => at > start && isFence(line));
  return end < 0 ? text : lines.slice(end + 1).join("\n");
}

function isFence(line: string): boolean {
  return line.trimEnd() === "---";
}

function isSkippable(bare: string): boolean {
  return bare === "" || (bare.startsWith("<!--") && bare.endsWith("-->"));
}
