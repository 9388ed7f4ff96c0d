import type { Dispatcher } from "undici";
import type { Answer, AnswerHeaders } from "./answer.js";
import { decodeBody } from "./decode-body.js";
import { tooLarge } from "./limit-body.js";

/** Who waits for the headers of an answer. */
export interface Waiting {
  readonly begun: (answer: Answer) => void;
  readonly failed: (error: unknown) => void;
}

type RawHeaders = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Takes an answer from undici's dispatcher as it comes, and is that answer once its headers are there. Bytes are counted
 * as they come, and again as they are unpacked. Whoever waits for it hears of an aborted signal at once, also while the
 * connection is still being made.
 */
export class LightAnswer implements Answer, Dispatcher.DispatchHandler {
  readonly url: string;
  readonly body = { cancel: async () => this.#stop(new Error("The body is not wanted")) };
  readonly #signal: AbortSignal;
  readonly #waiting: Waiting;
  readonly #onAbort = () => this.#stop(this.#signal.reason);
  readonly #chunks: Buffer[] = [];
  #status = 0;
  #headers: RawHeaders = {};
  #controller: Dispatcher.DispatchController | null = null;
  #size = 0;
  #maxBytes = Number.POSITIVE_INFINITY;
  #failure: { readonly error: unknown } | null = null;
  #isOver = false;
  #over: (() => void) | null = null;

  constructor(url: string, signal: AbortSignal, waiting: Waiting) {
    this.url = url;
    this.#signal = signal;
    this.#waiting = waiting;
    if (signal.aborted) this.#onAbort();
    else signal.addEventListener("abort", this.#onAbort, { once: true });
  }

  get status(): number {
    return this.#status;
  }

  get headers(): AnswerHeaders {
    return { get: (name) => headerText(this.#headers[name.toLowerCase()]) };
  }

  async read(maxBytes: number, purpose: string): Promise<Uint8Array> {
    this.#maxBytes = maxBytes;
    if (!this.#isOver && this.#size <= maxBytes)
      await new Promise<void>((over) => {
        this.#over = over;
      });
    if (this.#size > maxBytes) this.#stop(tooLarge(purpose, maxBytes));
    if (this.#failure !== null) throw this.#failure.error;
    const whole = Buffer.concat(this.#chunks, this.#size);
    const encoding = this.headers.get("content-encoding");
    if (encoding === null) return whole;
    return decodeBody(whole, encoding, maxBytes).catch((error: unknown) => {
      throw error instanceof RangeError ? tooLarge(purpose, maxBytes) : error;
    });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#failure !== null) controller.abort(errorOf(this.#failure.error));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: RawHeaders): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    this.#waiting.begun(this);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isOver) return;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size > this.#maxBytes) this.#over?.();
  }

  onResponseEnd(): void {
    this.#end(null);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#end({ error });
  }

  #stop(error: unknown): void {
    if (this.#isOver) return;
    this.#end({ error });
    this.#controller?.abort(errorOf(error));
  }

  #end(failure: { readonly error: unknown } | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#failure = failure;
    this.#signal.removeEventListener("abort", this.#onAbort);
    if (failure !== null) this.#waiting.failed(failure.error);
    this.#over?.();
  }
}

function headerText(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value.join(", ") : value) ?? null;
}

function errorOf(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
