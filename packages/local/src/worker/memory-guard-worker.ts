import { writeSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";

/** What the thread is started with. */
export interface GuardSetup {
  /** The memory limit of the process, in bytes. */
  readonly maxMemory: number;
  /** The file descriptor that receives the message that memory ran out. */
  readonly report: number;
}

const EVERY_MS = 100;

// Only the model worker starts this thread. A model's work blocks the worker's own thread, not this one.
const { maxMemory, report } = workerData as GuardSetup;
setInterval(() => {
  if (process.memoryUsage.rss() <= maxMemory) return;
  writeSync(report, "memory");
  process.kill(process.pid, "SIGKILL");
}, EVERY_MS);
parentPort?.postMessage("watching");
