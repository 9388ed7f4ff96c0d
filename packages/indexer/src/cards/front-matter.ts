/**
 * Returns a README without its YAML front matter, which the Hub's API gives parsed (`cardData`). A byte order mark, CR
 * LF, blank and comment lines before it are allowed. Text without front matter, or with one that never ends, is whole.
 */
export function withoutFrontMatter(readme: string): string {
  const text = readme.replace(/^\ufeff/, "");
  let start = 0;
  while (start < text.length) {
    const line = lineAt(text, start);
    if (isFence(line)) return afterFence(text, start + line.length + 1) ?? text;
    if (!isSkippable(line)) return text;
    start += line.length + 1;
  }
  return text;
}

function afterFence(text: string, from: number): string | null {
  for (let at = from; at < text.length; ) {
    const line = lineAt(text, at);
    at += line.length + 1;
    if (isFence(line)) return text.slice(at);
  }
  return null;
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? text.length : end);
}

function isFence(line: string): boolean {
  return line.startsWith("---") && line.trimEnd() === "---";
}

function isSkippable(line: string): boolean {
  const bare = line.trim();
  return bare === "" || (bare.startsWith("<!--") && bare.endsWith("-->"));
}
