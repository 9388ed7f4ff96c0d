const OPEN = "<think>";
const CLOSE = "</think>";

/**
 * Removes the reasoning that some models write before their answer: `<think>...</think>` blocks at the very start.
 * Works on a text that arrives in pieces; a block elsewhere in the text stays.
 */
export class ThinkFilter {
  #held = "";
  #answering = false;

  /** Returns what of the text so far can be shown now; possibly nothing. */
  push(piece: string): string {
    if (this.#answering) return piece;
    this.#held = (this.#held + piece).trimStart();
    while (this.#held.startsWith(OPEN)) {
      const end = this.#held.indexOf(CLOSE);
      if (end < 0) return "";
      this.#held = this.#held.slice(end + CLOSE.length).trimStart();
    }
    if (OPEN.startsWith(this.#held)) return "";
    this.#answering = true;
    return this.#held;
  }

  /** Returns what was held back because it might have become reasoning and did not. */
  end(): string {
    return this.#answering || this.#held.startsWith(OPEN) ? "" : this.#held;
  }
}

/**
 * Returns an answer without its reasoning: leading `<think>...</think>` blocks, or everything up to a `</think>` that
 * was never opened (some chat templates open it in the prompt). A block that is never closed leaves nothing.
 */
export function withoutThinking(text: string): string {
  const close = text.indexOf(CLOSE);
  const open = text.indexOf(OPEN);
  if (close >= 0 && open < 0) return text.slice(close + CLOSE.length).trim();
  const filter = new ThinkFilter();
  return (filter.push(text) + filter.end()).trim();
}
