import {
  type ChatReply,
  type ChatRequest,
  type Clock,
  type Controller,
  Fault,
  isFault,
  withMethods,
} from "@hugginggpt/shared";
import type { CallMeter } from "../executor/call-meter.js";
import { deadline } from "../executor/deadline.js";
import { isCharged } from "../executor/is-charged.js";

export interface Budget {
  readonly meter: CallMeter;
  readonly clock: Clock;
  /** When the run's time is over, in milliseconds since the epoch; null: never. */
  readonly stopsAt: number | null;
  /** When choices of models must end, so that time is left for the answer; as `stopsAt`. */
  readonly choicesStopAt: number | null;
}

/** The most tokens of a message besides its words: its role and marks. */
const AROUND_MESSAGE = 16;
/** The most tokens of a picture. */
const PER_PICTURE = 20_000;

/**
 * Returns a controller that keeps within a run's caps. It throws Fault LIMIT_REACHED if a question does not fit under
 * them or comes too late.
 */
export function budgetedController(inner: Controller, budget: Budget): Controller {
  const { meter, clock, stopsAt, choicesStopAt } = budget;
  return withMethods(inner, {
    chat: async (request, signal) => {
      const endsAt = request.schema?.name === "choice" ? choicesStopAt : stopsAt;
      if (endsAt !== null && clock.now() >= endsAt) throw late(inner);
      const call = await meter.begin({
        caller: "controller",
        model: inner.name,
        endpoint: "controller",
        price: null,
        inputTokens: () => boundOf(request),
      });
      try {
        const reply = await askUntil(endsAt, inner, bounded(request, call.maxOutputTokens), clock, signal);
        // A server that does not count its tokens says 0.
        const { promptTokens: inputTokens, completionTokens: outputTokens } = reply;
        call.end(inputTokens + outputTokens > 0 ? { inputTokens, outputTokens } : {}, true);
        return reply;
      } catch (error) {
        call.end({}, isCharged(error));
        throw error;
      }
    },
  });
}

function bounded(request: ChatRequest, most: number | undefined): ChatRequest {
  return most === undefined ? request : { ...request, maxTokens: Math.min(most, request.maxTokens ?? most) };
}

async function askUntil(
  endsAt: number | null,
  inner: Controller,
  request: ChatRequest,
  clock: Clock,
  signal: AbortSignal = new AbortController().signal,
): Promise<ChatReply> {
  if (endsAt === null) return inner.chat(request, signal);
  const limit = { clock, ms: endsAt - clock.now(), signal, what: inner.name };
  try {
    return await deadline(limit, (limited) => inner.chat(request, limited));
  } catch (error) {
    signal.throwIfAborted();
    if (!isFault(error, "TIMEOUT") || clock.now() < endsAt) throw error;
    throw late(inner, error);
  }
}

function late({ name }: Controller, cause?: unknown): Fault {
  return new Fault("LIMIT_REACHED", `The run's time ended before ${name} had answered`, {
    cause,
    next: "Raise --max-time.",
  });
}

/** Returns the most tokens of a request: no token is shorter than a byte. */
function boundOf({ messages, schema }: ChatRequest): number {
  const said = messages.map(
    ({ content, pictures = [] }) =>
      Buffer.byteLength(content) + AROUND_MESSAGE + pictures.length * PER_PICTURE,
  );
  return said.reduce((sum, one) => sum + one, schema ? Buffer.byteLength(JSON.stringify(schema.schema)) : 0);
}
