import { type ChatContent, type ChatRequest, Fault } from "@hugginggpt/shared";

const STATUSES: readonly (number | undefined)[] = [400, 413, 422];
/** Share of the context that is kept for the answer, and tokens at most. */
const ANSWER_SHARE = 0.25;
const ANSWER_TOKENS = 1_500;
/** A cautious guess: English has about four bytes a token, Chinese about three, code fewer. */
const BYTES_PER_TOKEN = 3;

/** Keeps conversations within a model's context: as configured, and as its server has shown by refusing. */
export class ContextFit {
  /** A conversation of this many estimated tokens is too long. */
  #tooLong: number;

  /** `contextTokens`: the size of the context where it is known; null: whatever the server takes. */
  constructor(contextTokens: number | null) {
    this.#tooLong =
      contextTokens === null
        ? Number.POSITIVE_INFINITY
        : contextTokens - Math.min(ANSWER_TOKENS, contextTokens * ANSWER_SHARE);
  }

  /** Returns the longest form of a request that may fit; the shortest one if none does. */
  longestFitting(request: ChatRequest): ChatContent {
    const fits = (form: ChatContent) =>
      this.#tooLong === Number.POSITIVE_INFINITY || estimateTokens(form) < this.#tooLong;
    if (fits(request)) return request;
    const forms = request.shorter?.() ?? [];
    return forms.find(fits) ?? forms.at(-1) ?? request;
  }

  /**
   * Notes a refusal. Returns true if it was about length and a shorter form can be sent instead; false if it was about
   * something else.
   * @throws Fault INPUT_TOO_LARGE if the shortest form was too long.
   */
  noteRefusal(fault: Fault, sent: ChatContent, request: ChatRequest, name: string): boolean {
    if (!STATUSES.includes(fault.status) || !fault.about.includes("context-length")) return false;
    this.#tooLong = Math.min(this.#tooLong, estimateTokens(sent));
    if (estimateTokens(this.longestFitting(request)) < estimateTokens(sent)) return true;
    throw new Fault("INPUT_TOO_LARGE", `The request does not fit the context of ${name}`, {
      wanted: "a shorter request, or a model with a larger context",
      came: fault.message,
      next: "Shorten the request or its files, choose another --controller, or give its server a larger context.",
      cause: fault,
      status: fault.status,
    });
  }
}

/** Returns about how many tokens a conversation has, rather too many than too few; the schema counts too. */
export function estimateTokens({ messages, schema }: ChatContent): number {
  const text = messages.map(({ content }) => content).join("\n");
  const bytes = Buffer.byteLength(text) + (schema ? Buffer.byteLength(JSON.stringify(schema.schema)) : 0);
  return Math.ceil(bytes / BYTES_PER_TOKEN) + 4 * messages.length;
}
