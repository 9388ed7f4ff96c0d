import { eventText } from "../answers/event-stream.js";

/** Front ends fail on lines of 64 KiB. A piece of this length stays far below, even with escapes. */
const PIECE = 8_000;

/** The fields that all chunks of a completion share. */
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

/** Makes the chunks of a chat completion: the role, the texts, one finish reason, the usage and `[DONE]`. */
export class CompletionChunks {
  readonly #head: CompletionHead;

  constructor(head: CompletionHead) {
    this.#head = head;
  }

  /** Returns the first chunk of every stream. */
  begin(): string {
    return this.#chunk({ role: "assistant", content: "" });
  }

  /** Returns a text of the answer, in as many chunks as needed. */
  content(text: string): string {
    return pieces(text)
      .map((content) => this.#chunk({ content }))
      .join("");
  }

  /** Returns a line of progress. */
  progress(line: string): string {
    return pieces(`${line}\n`)
      .map((reasoning_content) => this.#chunk({ reasoning_content }))
      .join("");
  }

  /** Returns the end. `usage`: null if it was not requested. */
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

/** Returns the completion of a request without streaming. */
export function completion(head: CompletionHead, content: string, usage: CompletionUsage): object {
  const message = { role: "assistant", content, refusal: null };
  const choices = [{ index: 0, message, logprobs: null, finish_reason: "stop" }];
  return { ...head, object: "chat.completion", choices, usage };
}

/** Splits a text without splitting surrogate pairs. */
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
