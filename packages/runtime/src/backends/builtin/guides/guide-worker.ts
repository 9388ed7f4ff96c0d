import { parentPort, workerData } from "node:worker_threads";
import { decodePicture, encodePng, type PictureProblem, pictureProblem } from "@hugginggpt/shared/pictures";
import { drawGuide } from "./draw-guide.js";
import type { GuideKind } from "./guide-kinds.js";

/** The thread's job. */
export interface GuideJob {
  readonly bytes: Uint8Array;
  readonly kind: GuideKind;
}

/** The thread's answer: the guide as PNG, or why the picture cannot be decoded. */
export type GuideAnswer = { readonly guide: Uint8Array } | { readonly problem: PictureProblem };

// Only `guide-tool.ts` starts this thread, with a job.
const { bytes, kind } = workerData as GuideJob;
const picture = decodePicture(bytes);
const answer: GuideAnswer = picture
  ? { guide: encodePng(drawGuide(picture, kind)) }
  : { problem: pictureProblem(bytes) };
parentPort?.postMessage(answer);
