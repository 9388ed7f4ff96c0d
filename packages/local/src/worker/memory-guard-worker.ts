import { writeSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";

/** What the thread is given. */
export interface GuardSetup {
  /** Bytes that the process may take. */
  readonly maxMemory: number;
  /** Where it is said that the process ends for its memory: an open file's number. */
  readonly report: number;
}

const EVERY_MS = 100;

// Only the model worker starts this thread, with a setup. A model's work blocks its own thread, not this one.
const { maxMemory, report } = workerData as GuardSetup;
setInterval(() => {
  if (process.memoryUsage.rss() <= maxMemory) return;
  writeSync(report, "memory");
  process.kill(process.pid, "SIGKILL");
}, EVERY_MS);
parentPort?.postMessage("watching");
