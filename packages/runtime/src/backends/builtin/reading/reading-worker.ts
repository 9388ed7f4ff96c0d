import { parentPort, workerData } from "node:worker_threads";
import { bestReading } from "./best-reading.js";
import { openRecognizer } from "./recognizer.js";
import type { Reading } from "./words.js";

/** The thread's job. */
export interface ReadingJob {
  readonly bytes: Uint8Array;
  /** EXIF's, 1 to 8. */
  readonly orientation: number;
}

/** The thread's answer. `reading` is null for a picture that cannot be decoded. */
export interface ReadingAnswer {
  readonly reading: Reading | null;
}

// Only `read-picture.ts` starts this thread, with a job.
const { bytes, orientation } = workerData as ReadingJob;
const recognizer = await openRecognizer();
const plane = recognizer.decode(bytes, orientation);
const answer: ReadingAnswer = { reading: plane && bestReading(plane, recognizer.recognize) };
parentPort?.postMessage(answer);
