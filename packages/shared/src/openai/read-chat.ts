import { createParser } from "eventsource-parser";
import { Fault } from "../errors/fault.js";
import { errorInBody } from "../http/server-error.js";
import { bodyFault } from "../http/status-fault.js";
import { parseJson } from "../text/json.js";
import { oneLine } from "../text/printable.js";
import { redact } from "../text/redact.js";
import { type ChatAnswer, ChatPieces, wholeAnswer } from "./chat-answer.js";
import { isOpenedInPrompt, ThinkingFilter } from "./thinking.js";

/** An answer that was not read yet. */
export interface ChatBody {
  /** Its content type; empty if the server does not say it. */
  readonly type: string;
  readonly pieces: AsyncGenerator<Uint8Array, void, void>;
}

export interface ChatReading {
  readonly purpose: string;
  readonly url: URL;
  /** Never shown in an error. */
  readonly secrets: readonly string[];
  readonly onText?: ((piece: string) => void) | undefined;
  /** Whether the model is known to begin with thinking that was opened in the prompt. */
  readonly isOpened: boolean;
  /** How long a stream may stay open once the answer is finished, in milliseconds: usage may follow. */
  readonly graceMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Characters of an answer at most: an endless stream ends here. */
const MAX_CHARACTERS = 8_000_000;
/** How a stream of server-sent events begins, whatever its content type says. */
const BEGINNING = "event:".length;
const EVENTS = /^\s*(?:data|event|id|retry)?:/;

/**
 * Returns the answer in the body of a chat completion, streamed or whole; each piece that is no thinking goes to
 * `onText` as it arrives. A stream ends at its finish reason and a short grace, at `[DONE]` or where the body ends;
 * without any of these marks it was cut.
 * @throws Fault BAD_RESPONSE for a body that is no chat completion, an event that is no JSON, or an answer past 8
 * million characters; what an error in the body means; what the body failed by; the signal's reason when aborted.
 */
export async function readChat({ type, pieces: bytes }: ChatBody, reading: ChatReading): Promise<ChatAnswer> {
  const body = new TextBody(bytes, reading.purpose);
  const start = await body.start();
  const pieces = EVENTS.test(start)
    ? await readEvents(body, reading)
    : readWhole(await body.rest(), type, reading);
  return pieces.answer(reading.isOpened || isOpenedInPrompt(pieces.text));
}

function readWhole(text: string, type: string, { purpose, url, secrets }: ChatReading): ChatPieces {
  const json = parseJson(text);
  const error = errorInBody(json);
  if (error) throw bodyFault(error, { purpose, url, secrets });
  const start = /^\s*</.test(text) ? "a web page" : oneLine(redact(text, secrets), 160) || "an empty body";
  return wholeAnswer(json, purpose, `${start} (${type || "no content type"})`);
}

async function readEvents(body: TextBody, reading: ChatReading): Promise<ChatPieces> {
  const { onText, graceMs, signal } = reading;
  const pieces = new ChatPieces();
  const filter = new ThinkingFilter(reading.isOpened);
  const show = (piece: string) => piece && onText?.(piece);
  let isDone = false;
  let data: string[] = [];
  const parser = createParser({ onEvent: (event) => data.push(event.data) });
  for (let text = await body.next(); text !== null && !isDone; ) {
    parser.feed(text);
    signal?.throwIfAborted();
    for (const one of data) {
      if (one.startsWith("[DONE]")) isDone = true;
      else show(filter.push(addEvent(pieces, one, reading)));
      signal?.throwIfAborted();
    }
    data = [];
    isDone ||= pieces.finish !== null && pieces.usage !== null;
    if (!isDone) text = await body.next(pieces.finish === null ? undefined : graceMs);
  }
  show(filter.end());
  if (!isDone && pieces.finish === null && pieces.usage === null) pieces.finish = "cut";
  return pieces;
}

/** Servers keep a connection alive by events that say nothing. */
function addEvent(pieces: ChatPieces, data: string, { purpose, url, secrets }: ChatReading): string {
  if (data === "" || data.startsWith(":")) return "";
  const json = parseJson(data);
  if (json === undefined) {
    throw new Fault("BAD_RESPONSE", `Could not ${purpose}: an event of the stream is not JSON`, {
      wanted: "JSON",
      came: oneLine(redact(data, secrets), 160),
      next: "Try again, or choose another model.",
      retryable: true,
    });
  }
  const error = errorInBody(json);
  if (error) throw bodyFault(error, { purpose, url, secrets });
  return pieces.add(json) ?? "";
}

/** A body as text that comes in pieces. */
class TextBody {
  readonly #pieces: AsyncIterator<Uint8Array, void, void>;
  readonly #decoder = new TextDecoder();
  readonly #purpose: string;
  #held = "";
  #size = 0;

  constructor(pieces: AsyncIterator<Uint8Array, void, void>, purpose: string) {
    this.#pieces = pieces;
    this.#purpose = purpose;
  }

  /** Returns the beginning, enough to tell events from JSON; whoever reads next gets it again. */
  async start(): Promise<string> {
    while (this.#held.trimStart().length < BEGINNING) {
      const piece = await this.#read();
      if (piece === null) break;
      this.#held += piece;
    }
    return this.#held;
  }

  /** Returns the next piece; null at the end, or where none comes in time. */
  async next(patienceMs?: number): Promise<string | null> {
    const held = this.#held;
    this.#held = "";
    if (held !== "") return held;
    if (patienceMs === undefined) return this.#read();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), patienceMs);
    });
    // What ends the body after the answer was finished is of no interest.
    const piece = this.#read().catch(() => null);
    return Promise.race([piece, late]).finally(() => clearTimeout(timer));
  }

  async rest(): Promise<string> {
    const all = [];
    for (let piece = await this.next(); piece !== null; piece = await this.next()) all.push(piece);
    return all.join("");
  }

  async #read(): Promise<string | null> {
    const { done, value } = await this.#pieces.next();
    const text = done ? this.#decoder.decode() : this.#decoder.decode(value, { stream: true });
    if (done && text === "") return null;
    this.#size += text.length;
    if (this.#size <= MAX_CHARACTERS) return text;
    throw new Fault("RESPONSE_TOO_LARGE", `Could not ${this.#purpose}: the answer does not end`, {
      wanted: `at most ${MAX_CHARACTERS} characters`,
      next: "Choose another model.",
    });
  }
}
