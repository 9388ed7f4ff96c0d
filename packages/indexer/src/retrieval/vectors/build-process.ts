import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Fault } from "@hugginggpt/shared";
import type { FromWorker, ToWorker } from "./worker-messages.js";

/** How much of the process's standard error is kept: its end says why it died. */
const STDERR_BYTES = 2000;

/** A process that builds an index. If it dies, `ask` rejects; this process lives on. */
export class BuildProcess {
  readonly #child: ChildProcess;
  #stderr = "";

  constructor(worker: URL, signal?: AbortSignal) {
    this.#child = fork(fileURLToPath(worker), [], {
      serialization: "advanced",
      // No tokens and no keys. Windows adds the variables that a process needs.
      env: {},
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      execArgv: [],
      ...(signal ? { signal } : {}),
    });
    this.#child.stderr?.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString("utf8")).slice(-STDERR_BYTES);
    });
  }

  /**
   * Resolves once the process has done what the message asks.
   * @throws Fault DISK when the index could not be written, UNSUPPORTED when the process fails otherwise or dies.
   */
  ask(message: ToWorker): Promise<void> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const settle = (end: () => void) => {
        child.off("message", onMessage).off("exit", onExit).off("error", onError);
        end();
      };
      const onMessage = (answer: FromWorker) =>
        settle(() => (answer.type === "ok" ? resolve() : reject(faultOf(answer))));
      const onExit = (code: number | null, signal: string | null) =>
        settle(() => reject(buildFault(`it ended by ${signal ?? `code ${code}`} ${this.#stderr}`)));
      const onError = (error: Error) => settle(() => reject(buildFault(error.message)));
      child.on("message", onMessage).on("exit", onExit).on("error", onError);
      child.send(message);
    });
  }

  /** Ends the process. */
  end(): void {
    this.#child.removeAllListeners("error").on("error", ignore);
    this.#child.kill("SIGKILL");
  }
}

/** An aborted child emits an error after its end, when nobody waits for it. */
function ignore(): void {
  return;
}

function faultOf({ type, message }: Exclude<FromWorker, { type: "ok" }>): Fault {
  if (type === "error") return buildFault(message);
  return new Fault("DISK", "The HNSW index could not be written", {
    wanted: "the index as it was built",
    came: message,
    next: "Check free space; searches use an exact scan meanwhile. `indexer sync` tries again.",
  });
}

function buildFault(reason: string): Fault {
  return new Fault("UNSUPPORTED", "The HNSW index could not be built", {
    came: reason.trim(),
    next: "Searches use an exact scan meanwhile; `indexer sync` tries again.",
  });
}
