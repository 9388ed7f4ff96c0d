import { parentPort } from "node:worker_threads";
import { doJob, type JobAnswer, type JobMessage } from "./background-jobs.js";

// The thread of `BackgroundThread`: carries out one job after another.
parentPort?.on("message", async ({ number, job }: JobMessage) => {
  const result = await doJob(job).catch(() => null);
  parentPort?.postMessage({ number, result } satisfies JobAnswer);
});
