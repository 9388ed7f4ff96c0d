import {
  type ChatReply,
  type ChatRequest,
  type Clock,
  type Controller,
  Fault,
  isFault,
} from "@hugginggpt/shared";
import type { CallMeter } from "../executor/call-meter.js";
import { deadline } from "../executor/deadline.js";
import { isCharged } from "../executor/is-charged.js";

export interface Budget {
  readonly meter: CallMeter;
  readonly clock: Clock;
  /** When the run's time is over, in milliseconds since the epoch; null: never. */
  readonly stopsAt: number | null;
  /** When choices of models must have ended, so that there is time for the answer; as `stopsAt`. */
  readonly choicesStopAt: number | null;
}

/** Tokens that a message has beyond its words: role and marks. */
const AROUND_MESSAGE = 16;
/** Tokens of a picture at most. */
const PER_PICTURE = 20_000;

/** A language model that is asked only as far as a run's caps allow. */
export class BudgetedController implements Controller {
  readonly #inner: Controller;
  readonly #budget: Budget;

  constructor(inner: Controller, budget: Budget) {
    this.#inner = inner;
    this.#budget = budget;
  }

  get name(): string {
    return this.#inner.name;
  }

  get sees(): boolean {
    return this.#inner.sees ?? false;
  }

  /** @throws Fault LIMIT_REACHED if the question does not fit under the caps, or its time is over; else as the other. */
  async chat(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply> {
    const stopsAt = this.#stopsAt(request);
    if (stopsAt !== null && this.#budget.clock.now() >= stopsAt) throw this.#late();
    const call = await this.#budget.meter.begin({
      caller: "controller",
      model: this.name,
      endpoint: "controller",
      price: null,
      inputTokens: () => boundOf(request),
    });
    const { maxOutputTokens } = call;
    const bounded: ChatRequest = {
      ...request,
      ...(maxOutputTokens === undefined
        ? {}
        : { maxTokens: Math.min(maxOutputTokens, request.maxTokens ?? maxOutputTokens) }),
    };
    try {
      const reply = await this.#inTime(bounded, signal);
      // A server that does not count its tokens says 0.
      const { promptTokens: inputTokens, completionTokens: outputTokens } = reply;
      call.end(inputTokens + outputTokens > 0 ? { inputTokens, outputTokens } : {}, true);
      return reply;
    } catch (error) {
      call.end({}, isCharged(error));
      throw error;
    }
  }

  #stopsAt({ schema }: ChatRequest): number | null {
    const { stopsAt, choicesStopAt } = this.#budget;
    return schema?.name === "choice" ? choicesStopAt : stopsAt;
  }

  async #inTime(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply> {
    const { clock } = this.#budget;
    const stopsAt = this.#stopsAt(request);
    if (stopsAt === null) return this.#inner.chat(request, signal);
    const never = new AbortController().signal;
    const limit = { clock, ms: stopsAt - clock.now(), signal: signal ?? never, what: this.name };
    try {
      return await deadline(limit, (limited) => this.#inner.chat(request, limited));
    } catch (error) {
      signal?.throwIfAborted();
      if (!isFault(error, "TIMEOUT") || clock.now() < stopsAt) throw error;
      throw this.#late(error);
    }
  }

  #late(cause?: unknown): Fault {
    return new Fault("LIMIT_REACHED", `The run's time ended before ${this.name} had answered`, {
      cause,
      next: "Raise --max-time.",
    });
  }
}

/** Tokens of the longest form at most: no token is shorter than a byte. */
function boundOf({ messages, schema }: ChatRequest): number {
  const said = messages.map(
    ({ content, pictures = [] }) =>
      Buffer.byteLength(content) + AROUND_MESSAGE + pictures.length * PER_PICTURE,
  );
  return said.reduce((sum, one) => sum + one, schema ? Buffer.byteLength(JSON.stringify(schema.schema)) : 0);
}
