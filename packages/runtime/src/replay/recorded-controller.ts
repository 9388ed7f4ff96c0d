import { type ChatReply, type ChatRequest, type Controller, recordedError } from "@hugginggpt/shared";
import { promptHash } from "../controllers/recording-controller.js";
import type { RecordedReply } from "../journal/recorded-run.js";

/** Answers questions, and fails, as a record says, each reply once; another controller is asked what it does not hold. */
export class RecordedController implements Controller {
  readonly #other: Controller;
  readonly #replies: Map<string, readonly RecordedReply[]>;

  /** `replies`: by the hash of the question, in order. */
  constructor(other: Controller, replies: ReadonlyMap<string, readonly RecordedReply[]>) {
    this.#other = other;
    this.#replies = new Map(replies);
  }

  get name(): string {
    return this.#other.name;
  }

  get sees(): boolean {
    return this.#other.sees ?? false;
  }

  async chat(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply> {
    const prompt = promptHash(request);
    const [said, ...rest] = this.#replies.get(prompt) ?? [];
    if (!said) return this.#other.chat(request, signal);
    this.#replies.set(prompt, rest);
    if ("fault" in said) throw recordedError(said.fault);
    request.onText?.(said.text);
    return said;
  }
}
