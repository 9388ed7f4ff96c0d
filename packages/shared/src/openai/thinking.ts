/**
 * How models mark what they think before they answer: opening and closing mark, in lower case. The one place that
 * knows.
 */
const BLOCKS: readonly (readonly [open: string, close: string])[] = [
  ...["think", "thinking", "thought", "thoughts", "reasoning", "reflection", "scratchpad", "seed:think"].map(
    (name) => [`<${name}>`, `</${name}>`] as const,
  ),
  ...["think", "thinking", "reasoning"].map((name) => [`[${name}]`, `[/${name}]`] as const),
  ["◁think▷", "◁/think▷"],
  ["<|think|>", "<|/think|>"],
  ["<|begin_of_thought|>", "<|end_of_thought|>"],
  ["<|start_thinking|>", "<|end_thinking|>"],
  ["<|channel>thought", "<channel|>"],
];
/** Harmony writes messages in channels, and only the final one is for the user. */
const HEADER_OPENS = ["<|start|>", "<|channel|>"];
const HEADER_CLOSES = ["<|message|>"];
const MESSAGE_ENDS = ["<|end|>", "<|return|>", "<|call|>", ...HEADER_OPENS];
/** A harmony header at most, in characters. */
const MAX_HEADER = 200;
/** Harmony as servers leave it that lose its marks. */
const UNMARKED_HARMONY = /^analysis(?=[A-Z])[\s\S]*?assistantfinal/;

const OPENS = [...BLOCKS.map(([open]) => open), ...HEADER_OPENS];
const CLOSES = BLOCKS.map(([, close]) => close);
const MARK = patternOf([...CLOSES, ...OPENS]);

/** Where in a text the filter is; `skipping`: until one of these marks. */
type State =
  | { readonly at: "start" | "answer" | "header" | "message" }
  | { readonly at: "skipping"; readonly until: readonly string[]; readonly next: "start" | "header" };

/**
 * Removes what a model thinks before it answers, from a text that arrives in pieces: marked blocks at the very start
 * and all harmony channels but the final one. Marks elsewhere in the text stay. Takes time in proportion to the text.
 */
export class ThinkingFilter {
  #held = "";
  #state: State;

  /** `opened`: the text begins with thinking, because the block was opened in the prompt. */
  constructor(opened = false) {
    this.#state = opened ? { at: "skipping", until: CLOSES, next: "start" } : { at: "start" };
  }

  /** Returns what of the text so far can be shown now; possibly nothing. */
  push(piece: string): string {
    this.#held += piece;
    let shown = "";
    for (;;) {
      const before = this.#state;
      shown += this.#step(before);
      if (this.#state === before) return shown;
    }
  }

  /** Returns what was held back because it might have become thinking and did not. */
  end(): string {
    return this.#state.at === "start" || this.#state.at === "message" ? this.#take(this.#held.length) : "";
  }

  #step(state: State): string {
    switch (state.at) {
      case "start":
        return this.#start();
      case "answer":
        return this.#take(this.#held.length);
      case "header":
        return this.#header();
      case "message":
        return this.#upTo(MESSAGE_ENDS, { at: "skipping", until: HEADER_OPENS, next: "header" });
      case "skipping": {
        const { until, next } = state;
        this.#upTo(until, { at: next });
        // The mark that closes a block is part of it; the one that opens a header is read with the header.
        if (this.#state !== state && next === "start") this.#take(firstMark(this.#held, until).length);
        return "";
      }
    }
  }

  #start(): string {
    this.#held = this.#held.trimStart();
    const text = this.#held.slice(0, MAX_HEADER).toLowerCase();
    const block = BLOCKS.find(([open]) => text.startsWith(open));
    if (block) {
      this.#take(block[0].length);
      this.#state = { at: "skipping", until: [block[1]], next: "start" };
    } else if (HEADER_OPENS.some((open) => text.startsWith(open))) this.#state = { at: "header" };
    else if (!OPENS.some((open) => open.startsWith(text))) this.#state = { at: "answer" };
    return "";
  }

  /** A message without a channel, or in the final one, is for the user. */
  #header(): string {
    const { at, length } = firstMark(this.#held.slice(0, MAX_HEADER), HEADER_CLOSES);
    if (at < 0 && this.#held.length < MAX_HEADER) return "";
    const header = this.#take(at < 0 ? MAX_HEADER : at + length).toLowerCase();
    const isForUser = at >= 0 && (!header.includes("<|channel|>") || /<\|channel\|>\s*final\b/.test(header));
    this.#state = isForUser ? { at: "message" } : { at: "skipping", until: HEADER_OPENS, next: "header" };
    return "";
  }

  /**
   * Takes all before the first mark and goes to the next state there; without one, all but what may be its beginning.
   */
  #upTo(marks: readonly string[], next: State): string {
    const { at } = firstMark(this.#held, marks);
    if (at >= 0) this.#state = next;
    return this.#take(at >= 0 ? at : lengthWithoutBeginning(this.#held, marks));
  }

  #take(length: number): string {
    const taken = this.#held.slice(0, length);
    this.#held = this.#held.slice(length);
    return taken;
  }
}

/**
 * Returns an answer without its thinking, trimmed: without marked blocks at the start, channels that are not final,
 * and whatever stands before a closing mark whose block was opened in the prompt. A block that is never closed leaves
 * nothing.
 */
export function withoutThinking(text: string): string {
  for (let rest = text; ; ) {
    const filter = new ThinkingFilter();
    const shown = (filter.push(rest) + filter.end()).trim();
    const end = promptedEnd(shown);
    if (end === 0) return shown;
    rest = shown.slice(end);
  }
}

/** Returns true for an answer that begins with thinking whose opening mark was in the prompt. */
export function isOpenedInPrompt(text: string): boolean {
  const start = text.trimStart().slice(0, MAX_HEADER).toLowerCase();
  return !OPENS.some((open) => start.startsWith(open)) && promptedEnd(text) > 0;
}

/**
 * Returns where thinking ends that was opened in the prompt: after a closing mark that nothing opened, or that has a
 * line of its own although an opening mark was mentioned in running text. 0 if there is none.
 */
function promptedEnd(text: string): number {
  const unmarked = UNMARKED_HARMONY.exec(text);
  if (unmarked) return unmarked[0].length;
  const opened = new Map<string, "line" | "mention">();
  for (const match of text.matchAll(MARK)) {
    const mark = match[0].toLowerCase();
    const end = match.index + mark.length;
    const beginsLine = match.index === 0 || text[match.index - 1] === "\n";
    const block = BLOCKS.find(([, close]) => close === mark);
    if (!block) {
      if (!opened.has(mark)) opened.set(mark, beginsLine ? "line" : "mention");
      continue;
    }
    const how = opened.get(block[0]);
    const isAlone = beginsLine && /^[^\S\n]*(?:\n|$)/.test(text.slice(end, end + 80));
    if (how === undefined || (how === "mention" && isAlone)) return end;
    opened.delete(block[0]);
  }
  return 0;
}

/** By the list of marks, which is one of those above or a filter's own. */
const PATTERNS = new WeakMap<readonly string[], RegExp>();

/** Returns where the first of some marks stands, and how long it is; -1 if there is none. */
function firstMark(text: string, marks: readonly string[]): { readonly at: number; readonly length: number } {
  const pattern = PATTERNS.get(marks) ?? patternOf(marks);
  PATTERNS.set(marks, pattern);
  pattern.lastIndex = 0;
  const found = pattern.exec(text);
  return { at: found?.index ?? -1, length: found?.[0].length ?? 0 };
}

/** Returns how much of a text can be passed on without a mark that may still be arriving. */
function lengthWithoutBeginning(text: string, marks: readonly string[]): number {
  const longest = Math.max(...marks.map(({ length }) => length));
  for (let from = Math.max(0, text.length - longest + 1); from < text.length; from++) {
    const tail = text.slice(from).toLowerCase();
    if (marks.some((mark) => mark.startsWith(tail))) return from;
  }
  return text.length;
}

function patternOf(marks: readonly string[]): RegExp {
  return new RegExp(marks.map((mark) => mark.replaceAll(/[|[\]]/g, "\\$&")).join("|"), "gi");
}
