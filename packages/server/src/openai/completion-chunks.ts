import { eventText } from "../answers/event-stream.js";

/** Front ends die of a line of 64 KiB; a piece of text stays far below it, escapes included. */
const PIECE = 8_000;

/** What a stream of a chat completion is about. */
export interface CompletionHead {
  readonly id: string;
  /** Seconds since the Unix epoch. */
  readonly created: number;
  readonly model: string;
}

export interface CompletionUsage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

interface Delta {
  readonly role?: "assistant";
  readonly content?: string;
  readonly reasoning_content?: string;
}

/** Makes the chunks of a chat completion: the role first, one finish reason, then the usage and `[DONE]`. */
export class CompletionChunks {
  readonly #head: CompletionHead;

  constructor(head: CompletionHead) {
    this.#head = head;
  }

  /** The first chunk of every stream. */
  begin(): string {
    return this.#chunk({ role: "assistant", content: "" });
  }

  /** A text of the answer, in as many chunks as it takes. */
  content(text: string): string {
    return pieces(text)
      .map((content) => this.#chunk({ content }))
      .join("");
  }

  /** A line on how the run goes. */
  progress(line: string): string {
    return pieces(`${line}\n`)
      .map((reasoning_content) => this.#chunk({ reasoning_content }))
      .join("");
  }

  /** The end; `usage`: null if it was not asked for. */
  end(usage: CompletionUsage | null): string {
    const last = this.#chunk({}, "stop");
    return `${last}${usage ? this.#usage(usage) : ""}data: [DONE]\n\n`;
  }

  #chunk(delta: Delta, finish_reason: "stop" | null = null): string {
    const choices = [{ index: 0, delta, logprobs: null, finish_reason }];
    return eventText({ ...this.#head, object: "chat.completion.chunk", choices });
  }

  #usage(usage: CompletionUsage): string {
    return eventText({ ...this.#head, object: "chat.completion.chunk", choices: [], usage });
  }
}

/** Returns the whole completion of a request that does not stream. */
export function completion(head: CompletionHead, content: string, usage: CompletionUsage): object {
  const message = { role: "assistant", content, refusal: null };
  const choices = [{ index: 0, message, logprobs: null, finish_reason: "stop" }];
  return { ...head, object: "chat.completion", choices, usage };
}

/** Splits a text; no piece ends within a character of two units. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (let from = 0; from < text.length; ) {
    const isSplit = (text.codePointAt(from + PIECE - 1) ?? 0) > 0xffff;
    const to = from + PIECE - (isSplit ? 1 : 0);
    found.push(text.slice(from, to));
    from = to;
  }
  return found;
}
