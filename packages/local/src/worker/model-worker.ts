import { Worker } from "node:worker_threads";
import { errorMessage, Fault, isFault, recordFault } from "@hugginggpt/shared";
import { answerJob } from "./answer-job.js";
import { loadKit } from "./load-kit.js";
import { BARE_PROCESS, LoadedModels } from "./loaded-models.js";
import type { GuardSetup } from "./memory-guard-worker.js";
import type { WorkerReply, WorkerRequest, WorkerSetup } from "./messages.js";
import type { Kit } from "./transformers.js";

/** The file descriptor on which the guard reports that memory ran out. */
const GUARD_REPORT = 4;

// Only `model-host.ts` starts this process, with a setup as its one argument.
const setup: WorkerSetup = JSON.parse(process.argv[2] ?? "");
const models = new LoadedModels(setup.maxMemory - BARE_PROCESS);
let kit: Promise<Kit> | null = null;

const guard: GuardSetup = { maxMemory: setup.maxMemory, report: GUARD_REPORT };
new Worker(new URL("./memory-guard-worker.js", import.meta.url), { env: {}, workerData: guard }).unref();

process.on("message", (message) => {
  // The host sends one request at a time.
  void answer(message as WorkerRequest);
});

async function answer(request: WorkerRequest): Promise<void> {
  const { id } = request;
  try {
    kit ??= loadKit(setup.runtime);
    const warn = (warning: string): void => send({ id, warning });
    send({ id, answer: await answerJob(request, { kit: await kit, models, warn }) });
  } catch (error) {
    const fault = isFault(error) ? error : unusable(error);
    send({ id, fault: recordFault(fault) });
  }
}

function send(reply: WorkerReply): void {
  process.send?.(reply);
}

function unusable(error: unknown): Fault {
  return new Fault("UNSUPPORTED", "The model cannot be used here", { came: errorMessage(error) });
}
