import { type ChatReply, type ChatRequest, type Controller, Fault } from "@hugginggpt/shared";

/** What a scripted controller says to one call: a text, a fault to throw, or a function of the request. */
export type ScriptedReply = string | Fault | ((request: ChatRequest) => string);

/**
 * A controller that says what a test told it to, in order, and keeps what it was asked. A call without a reply is an
 * Error, not a Fault, so that no fallback hides it.
 */
export class ScriptedController implements Controller {
  readonly name = "openai:scripted";
  readonly asked: ChatRequest[] = [];
  readonly #replies: ScriptedReply[];

  constructor(...replies: ScriptedReply[]) {
    this.#replies = replies;
  }

  async chat(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply> {
    signal?.throwIfAborted();
    this.asked.push(request);
    const reply = this.#replies.shift();
    if (reply === undefined) throw new Error(`Unscripted call ${this.asked.length}: ${lastWords(request)}`);
    if (reply instanceof Fault) throw reply;
    const text = typeof reply === "string" ? reply : reply(request);
    request.onText?.(text);
    return { text, promptTokens: 10, completionTokens: 5 };
  }
}

function lastWords(request: ChatRequest): string {
  return request.messages.at(-1)?.content.slice(0, 200) ?? "no messages";
}
