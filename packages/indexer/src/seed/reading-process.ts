import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Fault, oneLine } from "@hugginggpt/shared";
import type { BulkFile } from "./bulk-file.js";
import type { BulkBatch } from "./bulk-reader.js";
import type { KeepRule } from "./keep-rule.js";
import type { Layout } from "./layouts.js";
import type { FromReader, ToReader } from "./seed-messages.js";

/** The most memory for decoded values. A million rows in a row group take 2 GB, the usual 122,880 some 0.4 GB. */
const HEAP_MB = 2048;
/** The most memory for the rest: pieces of the file, decompressed pages, the program itself. */
const OTHER_MB = 1024;
/** The longest wait for a message, in milliseconds. A batch takes seconds at worst; a hostile file may take forever. */
const SILENCE_MS = 300_000;
const STDERR_CHARS = 2000;

export interface ReadingOptions {
  readonly file: BulkFile;
  readonly footer: Uint8Array;
  readonly rule: KeepRule;
  /** The first row to read. */
  readonly from: number;
  /** The compiled `seed-worker.js`. */
  readonly worker?: URL | undefined;
  readonly heapMb?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The layout of the file and the number of its rows. */
export interface Opened {
  readonly layout: Layout["name"];
  readonly rows: number;
}

/**
 * A process that decodes a bulk file, whose bytes this process reads for it. If it is killed or hangs, the waiting call
 * fails and this process lives on.
 */
export class ReadingProcess {
  readonly #options: ReadingOptions;
  readonly #child: ChildProcess;
  #stderr = "";

  constructor(options: ReadingOptions) {
    this.#options = options;
    const { worker = new URL("./seed-worker.js", import.meta.url), heapMb = HEAP_MB } = options;
    this.#child = fork(fileURLToPath(worker), [], {
      serialization: "advanced",
      // No tokens and no keys. Windows adds the variables that a process needs.
      env: {},
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      execArgv: [`--max-old-space-size=${heapMb}`],
    });
    this.#child.on("error", ignore);
    this.#child.stderr?.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString("utf8")).slice(-STDERR_CHARS);
    });
  }

  /** @throws Fault INPUT_UNREADABLE for an unknown layout or a damaged file. */
  async open(): Promise<Opened> {
    const { file, footer, rule, from, heapMb = HEAP_MB } = this.#options;
    const mostBytes = (heapMb + OTHER_MB) * 1024 * 1024;
    const answer = await this.#ask({ type: "open", footer, size: file.size, rule, from, mostBytes });
    if (answer.type === "opened") return { layout: answer.layout, rows: answer.rows };
    throw new Error(`Internal error: the reading process answered ${answer.type} to open`);
  }

  /** Returns the next rows; null after the last. @throws Fault INPUT_UNREADABLE for a damaged or hostile file. */
  async next(): Promise<BulkBatch | null> {
    const answer = await this.#ask({ type: "next" });
    return answer.type === "batch" ? answer.batch : null;
  }

  /** Ends the process. */
  end(): void {
    this.#child.kill("SIGKILL");
  }

  #ask(message: ToReader): Promise<FromReader> {
    const child = this.#child;
    const { signal } = this.#options;
    return new Promise((resolve, reject) => {
      const silence = setTimeout(() => settle(() => reject(this.#fault("it takes too long"))), SILENCE_MS);
      const settle = (finish: () => void): void => {
        clearTimeout(silence);
        child.off("message", onMessage).off("exit", onExit);
        signal?.removeEventListener("abort", onAbort);
        finish();
      };
      const onAbort = (): void => settle(() => reject(signal?.reason));
      const onExit = (code: number | null, name: string | null): void =>
        settle(() => reject(this.#deathFault(name ?? `code ${code}`)));
      const onMessage = (answer: FromReader): void => {
        silence.refresh();
        if (answer.type === "read")
          void this.#serve(answer).catch((error: unknown) => settle(() => reject(error)));
        else if (answer.type === "refused") settle(() => reject(this.#fault(answer.message, answer)));
        else settle(() => resolve(answer));
      };
      if (signal?.aborted) return onAbort();
      if (child.exitCode !== null || child.signalCode !== null)
        return onExit(child.exitCode, child.signalCode);
      signal?.addEventListener("abort", onAbort);
      child.on("message", onMessage).on("exit", onExit);
      child.send(message, ignore);
    });
  }

  /** Checks the range: it comes from a process that reads a hostile file. */
  async #serve({ start, end }: Extract<FromReader, { type: "read" }>): Promise<void> {
    const { file, signal } = this.#options;
    if (!(start >= 0 && start <= end && end <= file.size)) throw this.#fault("a piece lies outside of it");
    const bytes = await file.read(start, end, signal);
    if (this.#child.connected) this.#child.send({ type: "bytes", bytes } satisfies ToReader, ignore);
  }

  #deathFault(how: string): Fault {
    // If it was killed, and not by this process, the system ran out of memory.
    const memory = how === "SIGKILL" || /out of memory|heap limit|allocation failed/i.test(this.#stderr);
    return this.#fault(memory ? "decoding it takes too much memory" : `decoding it ended by ${how}`, {
      came: memory ? undefined : oneLine(this.#stderr, 200) || undefined,
      next: "The file is damaged or hostile, or its row groups are too large: write it again with smaller ones.",
    });
  }

  #fault(
    message: string,
    more: { wanted?: string | undefined; came?: string | undefined; next?: string | undefined } = {},
  ): Fault {
    const {
      wanted = "a Parquet file of a known layout",
      came,
      next = "Check where the file is from.",
    } = more;
    return new Fault(
      "INPUT_UNREADABLE",
      oneLine(`Could not read ${this.#options.file.name}: ${message}`, 1000),
      {
        wanted,
        next,
        ...(came === undefined ? {} : { came: oneLine(came, 1000) }),
      },
    );
  }
}

/** Nothing can be sent to a process that is gone; the exit tells whoever waits for it. */
function ignore(): void {
  return;
}
