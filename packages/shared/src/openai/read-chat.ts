import { createParser } from "eventsource-parser";
import { Fault } from "../errors/fault.js";
import { errorInBody } from "../http/server-error.js";
import { bodyFault } from "../http/status-fault.js";
import { parseJson } from "../text/json.js";
import { oneLine } from "../text/printable.js";
import { redact } from "../text/redact.js";
import { type ChatAnswer, ChatPieces, wholeAnswer } from "./chat-answer.js";
import { isOpenedInPrompt, ThinkingFilter } from "./thinking.js";

/** An unread response. */
export interface ChatBody {
  /** The content type; empty if missing. */
  readonly type: string;
  readonly pieces: AsyncGenerator<Uint8Array, void, void>;
}

export interface ChatReading {
  readonly purpose: string;
  readonly url: URL;
  /** Secrets that errors must not contain. */
  readonly secrets: readonly string[];
  readonly onText?: ((piece: string) => void) | undefined;
  /** Whether the model is known to begin with thinking whose opening tag is in the prompt. */
  readonly isOpened: boolean;
  /** How long a stream may stay open once the answer is finished, in milliseconds: usage may follow. */
  readonly graceMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Most characters of an answer, against endless streams. */
const MAX_CHARACTERS = 8_000_000;
/** The beginning of a stream of server-sent events, whatever its content type. */
const BEGINNING = "event:".length;
const EVENTS = /^\s*(?:data|event|id|retry)?:/;

/**
 * Returns the answer in the body of a chat completion, streamed or not. Each piece that is not thinking goes to
 * `onText` as it arrives. A stream ends at its finish reason after a short grace period, at `[DONE]`, or with the
 * body. Without a finish reason or `[DONE]` it was cut.
 * @throws Fault BAD_RESPONSE for a body that is not a chat completion, an event that is not JSON, or an answer of more
 * than 8 million characters; the fault of an error in the body; the body's own error; the signal's reason if aborted.
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

/** Servers send empty events to keep a connection alive. */
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

/** A body as pieces of text. */
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

  /** Returns enough of the beginning to tell events from JSON, without consuming it. */
  async start(): Promise<string> {
    while (this.#held.trimStart().length < BEGINNING) {
      const piece = await this.#read();
      if (piece === null) break;
      this.#held += piece;
    }
    return this.#held;
  }

  /** Returns the next piece; null at the end or if none comes in time. */
  async next(patienceMs?: number): Promise<string | null> {
    const held = this.#held;
    this.#held = "";
    if (held !== "") return held;
    if (patienceMs === undefined) return this.#read();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), patienceMs);
    });
    // Errors of the body after the end of the answer do not matter.
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
