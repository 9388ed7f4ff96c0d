import type { ChatReply, ChatRequest, Controller } from "@hugginggpt/shared";

export interface ControllerUsage {
  /** Calls made, failed ones included. */
  readonly llmCalls: number;
  /** As the server counted them; a server that does not count adds 0. */
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** Counts the calls and tokens of another controller. */
export class MeteredController implements Controller {
  readonly #inner: Controller;
  #usage: ControllerUsage = { llmCalls: 0, promptTokens: 0, completionTokens: 0 };

  constructor(inner: Controller) {
    this.#inner = inner;
  }

  get name(): string {
    return this.#inner.name;
  }

  /** What has been used so far. */
  get usage(): ControllerUsage {
    return this.#usage;
  }

  async chat(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply> {
    this.#count(1, 0, 0);
    const reply = await this.#inner.chat(request, signal);
    this.#count(0, reply.promptTokens, reply.completionTokens);
    return reply;
  }

  #count(llmCalls: number, promptTokens: number, completionTokens: number): void {
    const { llmCalls: calls, promptTokens: prompt, completionTokens: completion } = this.#usage;
    this.#usage = {
      llmCalls: calls + llmCalls,
      promptTokens: prompt + promptTokens,
      completionTokens: completion + completionTokens,
    };
  }
}
