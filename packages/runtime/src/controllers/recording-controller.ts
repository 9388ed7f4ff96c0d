import {
  type ChatReply,
  type ChatRequest,
  type Controller,
  type Emit,
  recordFault,
} from "@hugginggpt/shared";
import { sha256Of } from "../objects/sha256.js";

export interface RecordingDeps {
  readonly emit: Emit;
  /** Resolves when all that was emitted is kept for good; waited for before a question is asked. */
  readonly flush?: (() => Promise<void>) | undefined;
}

/** Emits what another controller is asked, and what it says or why it fails. */
export class RecordingController implements Controller {
  readonly #inner: Controller;
  readonly #deps: RecordingDeps;

  constructor(inner: Controller, deps: RecordingDeps) {
    this.#inner = inner;
    this.#deps = deps;
  }

  get name(): string {
    return this.#inner.name;
  }

  get sees(): boolean {
    return this.#inner.sees ?? false;
  }

  async chat(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply> {
    const { emit, flush } = this.#deps;
    const prompt = promptHash(request);
    emit({ type: "controller-called", prompt });
    await flush?.();
    signal?.throwIfAborted();
    try {
      const { text, promptTokens, completionTokens, ...rest } = await this.#inner.chat(request, signal);
      emit({ type: "controller-answered", prompt, text, promptTokens, completionTokens });
      return { text, promptTokens, completionTokens, ...rest };
    } catch (error) {
      if (!signal?.aborted) emit({ type: "controller-failed", prompt, fault: recordFault(error) });
      throw error;
    }
  }
}

/** Returns the hash of all that is said to a controller: the messages, and the form that is asked for. */
export function promptHash({ messages, schema }: ChatRequest): string {
  return sha256Of(JSON.stringify([messages, schema ?? null]));
}
