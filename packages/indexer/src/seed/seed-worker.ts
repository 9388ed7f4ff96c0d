import { Worker } from "node:worker_threads";
import { describeError, isFault } from "@hugginggpt/shared";
import { type BulkBatch, BulkReader } from "./bulk-reader.js";
import { PieceCache } from "./piece-cache.js";
import type { FromReader, ToReader } from "./seed-messages.js";

/** The most bytes in one message. */
const MESSAGE_BYTES = 8 * 1024 * 1024;

/**
 * The process that decodes a bulk file. It requests the bytes from the process that started it, and opens no file or
 * connection itself. A hostile file can end this process and nothing else.
 */
class ReadingProcess {
  #batches: AsyncGenerator<BulkBatch> | null = null;
  #answered: ((bytes: Uint8Array) => void) | null = null;
  /** The request that is under way: there is one at a time. */
  #asking: Promise<unknown> = Promise.resolve();

  async handle(message: ToReader): Promise<void> {
    switch (message.type) {
      case "open":
        return this.#open(message);
      case "next":
        return this.#next();
      case "bytes":
        return this.#answered?.(message.bytes);
    }
  }

  #open({ footer, size, rule, from, mostBytes }: Extract<ToReader, { type: "open" }>): void {
    const watch = new Worker(new URL("./memory-worker.js", import.meta.url), {
      workerData: { most: mostBytes },
      env: {},
    });
    watch.unref();
    const file = new PieceCache(size, (start, end) => {
      const piece = this.#asking.then(() => this.#read(start, end));
      this.#asking = piece.catch(() => undefined);
      return piece;
    });
    const reader = new BulkReader(footer, file);
    this.#batches = reader.read(rule, from);
    reply({ type: "opened", layout: reader.layout.name, rows: reader.rows });
  }

  async #next(): Promise<void> {
    const next = await this.#batches?.next();
    reply(next && !next.done ? { type: "batch", batch: next.value } : { type: "end" });
  }

  async #read(start: number, end: number): Promise<ArrayBuffer> {
    const whole = new Uint8Array(end - start);
    for (let at = start; at < end; at += MESSAGE_BYTES) {
      const bytes = await new Promise<Uint8Array>((resolve) => {
        this.#answered = resolve;
        reply({ type: "read", start: at, end: Math.min(end, at + MESSAGE_BYTES) });
      });
      whole.set(bytes, at - start);
    }
    return whole.buffer;
  }
}

const reading = new ReadingProcess();
process.on("message", (message: ToReader) => {
  reading.handle(message).catch((error: unknown) => {
    const fault = isFault(error) ? error : null;
    reply({
      type: "refused",
      message: fault ? fault.message : `it is damaged, or not a Parquet file (${describeError(error)})`,
      came: fault?.came,
      wanted: fault?.wanted,
      next: fault?.next,
    });
  });
});
// Ctrl-C reaches every process of the terminal; the process that started this one decides what to do.
process.on("SIGINT", () => undefined);

function reply(answer: FromReader): void {
  process.send?.(answer);
}
