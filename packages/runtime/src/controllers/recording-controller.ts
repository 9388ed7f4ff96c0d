import { createHash } from "node:crypto";
import {
  type ChatReply,
  type ChatRequest,
  type Controller,
  type Emit,
  type RecordedFault,
  recordedError,
  recordFault,
} from "@hugginggpt/shared";

/** What the controller said before: an answer or why there was none. */
type Reply = ChatReply | { readonly fault: RecordedFault };

export interface RecordingDeps {
  readonly emit: Emit;
  /** Resolves when all that was emitted is kept for good; waited for before a question is asked. */
  readonly flush?: () => Promise<void>;
  /** What was said before, by the hash of the question, in order: those answers are given first. */
  readonly replies?: ReadonlyMap<string, readonly Reply[]>;
}

/**
 * Writes down what another controller is asked and what it says. A question that was answered before is answered from
 * the record: the other one is not asked, and nothing is emitted unless `retell` is set, as for a replay.
 */
export class RecordingController implements Controller {
  readonly #inner: Controller;
  readonly #deps: RecordingDeps;
  readonly #retell: boolean;
  readonly #replies: Map<string, readonly Reply[]>;

  constructor(inner: Controller, deps: RecordingDeps, retell = false) {
    this.#inner = inner;
    this.#deps = deps;
    this.#retell = retell;
    this.#replies = new Map(deps.replies);
  }

  get name(): string {
    return this.#inner.name;
  }

  get sees(): boolean {
    return this.#inner.sees ?? false;
  }

  async chat(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply> {
    const prompt = promptHash(request);
    const said = this.#takeReply(prompt);
    if (!said) return this.#ask(prompt, request, signal);
    if (this.#retell) this.#deps.emit({ type: "controller-called", prompt });
    if ("fault" in said) {
      if (this.#retell) this.#deps.emit({ type: "controller-failed", prompt, fault: said.fault });
      throw recordedError(said.fault);
    }
    request.onText?.(said.text);
    if (this.#retell) this.#deps.emit({ type: "controller-answered", prompt, ...said });
    return said;
  }

  async #ask(prompt: string, request: ChatRequest, signal?: AbortSignal): Promise<ChatReply> {
    const { emit, flush } = this.#deps;
    emit({ type: "controller-called", prompt });
    await flush?.();
    try {
      const { text, promptTokens, completionTokens, ...rest } = await this.#inner.chat(request, signal);
      emit({ type: "controller-answered", prompt, text, promptTokens, completionTokens });
      return { text, promptTokens, completionTokens, ...rest };
    } catch (error) {
      if (!signal?.aborted) emit({ type: "controller-failed", prompt, fault: recordFault(error) });
      throw error;
    }
  }

  /** Outside a replay a failure is no reason not to ask again. */
  #takeReply(prompt: string): Reply | null {
    const [said, ...rest] = (this.#replies.get(prompt) ?? []).filter(
      (one) => this.#retell || !("fault" in one),
    );
    this.#replies.set(prompt, rest);
    return said ?? null;
  }
}

/** Returns the hash of all that is said to a controller: the messages, and the form that is asked for. */
export function promptHash({ messages, schema }: ChatRequest): string {
  return createHash("sha256")
    .update(JSON.stringify([messages, schema ?? null]))
    .digest("hex");
}
