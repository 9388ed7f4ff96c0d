/**
 * The tags around a model's thinking: opening and closing, in lower case. Only this file knows them.
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
/** Longest harmony header, in characters. */
const MAX_HEADER = 200;
/** What remains of harmony if a server strips its tags. */
const UNMARKED_HARMONY = /^analysis(?=[A-Z])[\s\S]*?assistantfinal/;

const OPENS = [...BLOCKS.map(([open]) => open), ...HEADER_OPENS];
const CLOSES = BLOCKS.map(([, close]) => close);
const MARK = patternOf([...CLOSES, ...OPENS]);

/** The state of the filter; `skipping`: until one of these tags. */
type State =
  | { readonly at: "start" | "answer" | "header" | "message" }
  | { readonly at: "skipping"; readonly until: readonly string[]; readonly next: "start" | "header" };

/**
 * Removes a model's thinking from a text that arrives in pieces: tagged blocks at the very start and all harmony
 * channels but the final one. Tags elsewhere in the text stay. Takes linear time.
 */
export class ThinkingFilter {
  #held = "";
  #state: State;

  /** `opened`: the text begins with thinking, because the opening tag is in the prompt. */
  constructor(opened = false) {
    this.#state = opened ? { at: "skipping", until: CLOSES, next: "start" } : { at: "start" };
  }

  /** Returns the text that can be shown now; may be empty. */
  push(piece: string): string {
    this.#held += piece;
    let shown = "";
    for (;;) {
      const before = this.#state;
      shown += this.#step(before);
      if (this.#state === before) return shown;
    }
  }

  /** Returns what was held back as the possible beginning of a tag. */
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
        // A closing tag belongs to its block; the tag that opens a header is read with the header.
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
   * Consumes the text before the first tag and goes to the next state; without a tag, all but its possible beginning.
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
 * Returns an answer without its thinking, trimmed: without tagged blocks at the start, channels that are not final, and
 * the text before a closing tag whose opening tag is in the prompt. An unclosed block leaves nothing.
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

/** Returns true for an answer that begins with thinking whose opening tag is in the prompt. */
export function isOpenedInPrompt(text: string): boolean {
  const start = text.trimStart().slice(0, MAX_HEADER).toLowerCase();
  return !OPENS.some((open) => start.startsWith(open)) && promptedEnd(text) > 0;
}

/**
 * Returns the end of thinking whose opening tag is in the prompt: after a closing tag without an opening one, or one
 * on a line of its own although running text mentions an opening tag. 0 if there is none.
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

/** The regular expressions of lists of tags, by list. */
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
