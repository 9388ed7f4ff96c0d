const FENCE = /^\s{0,12}(?:>\s?)?(`{3,}|~{3,})/;

/**
 * Returns Markdown without fenced code. As in Markdown, a fence ends at one of the same character that is at least as
 * long; without that, the rest of the text is code.
 */
export function withoutCodeBlocks(markdown: string): string {
  const kept: string[] = [];
  let open: string | null = null;
  for (const line of markdown.split("\n")) {
    const fence = FENCE.exec(line)?.[1];
    if (open === null) {
      if (!fence) kept.push(line);
      else if (!closesOnSameLine(line, fence)) open = fence;
    } else if (fence?.startsWith(open) && isBareFence(line)) {
      open = null;
    }
  }
  return kept.join("\n");
}

/** Three backticks around code in one line are inline code. */
function closesOnSameLine(line: string, fence: string): boolean {
  return line.indexOf(fence, line.indexOf(fence) + fence.length) > 0;
}

function isBareFence(line: string): boolean {
  return /^[\s>`~]*$/.test(line);
}
