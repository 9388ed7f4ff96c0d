import { parentPort, workerData } from "node:worker_threads";
import { decodePicture, encodePng } from "@hugginggpt/shared/pictures";
import { drawGuide } from "./draw-guide.js";
import type { GuideKind } from "./guide-kinds.js";

/** What the thread is given. */
export interface GuideJob {
  readonly bytes: Uint8Array;
  readonly kind: GuideKind;
}

/** What it says at its end: the guide as PNG; null for a picture that it cannot read. */
export type GuideAnswer = Uint8Array | null;

// Only `guide-tool.ts` starts this thread, with a job.
const { bytes, kind } = workerData as GuideJob;
const picture = decodePicture(bytes);
parentPort?.postMessage((picture && encodePng(drawGuide(picture, kind))) satisfies GuideAnswer);
