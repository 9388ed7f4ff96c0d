/** Returns Markdown without its tables: lines that begin with a pipe, and lines around one of dashes and pipes. */
export function withoutTables(markdown: string): string {
  const lines = markdown.split("\n");
  const kept: string[] = [];
  let inTable = false;
  for (const line of lines) {
    const bare = line.trim();
    if (isDelimiter(bare)) {
      if (!inTable && kept.at(-1)?.includes("|")) kept.pop();
      inTable = true;
    } else {
      inTable = inTable && bare.includes("|");
      if (!inTable && !(bare.startsWith("|") && bare.length > 1)) kept.push(line);
    }
  }
  return kept.join("\n");
}

function isDelimiter(bare: string): boolean {
  return bare.includes("|") && bare.includes("-") && /^[-|:+\s]+$/.test(bare);
}
