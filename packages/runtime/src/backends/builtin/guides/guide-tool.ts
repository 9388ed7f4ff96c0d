import { Fault, isMedia } from "@hugginggpt/shared";
import { MAX_PIXELS } from "@hugginggpt/shared/pictures";
import type { Tool } from "../tool.js";
import { toolThread } from "../tool-thread.js";
import { type Decodes, unreadablePicture } from "../unreadable-picture.js";
import type { GuideKind } from "./guide-kinds.js";
import type { GuideAnswer, GuideJob } from "./guide-worker.js";

const WORKER = new URL("./guide-worker.js", import.meta.url);
/** The largest picture takes two seconds (measured); a picture made to take longer is given up. */
const LIMITS = { ms: 30_000, heapMb: 1024 };
const DECODES: Decodes = { formats: "PNG and JPEG", maxPixels: MAX_PIXELS };

/** Returns the tool that reduces a picture to a guide, in a thread of its own. */
export function guideTool(kind: GuideKind): Tool {
  return async ({ image }, signal) => {
    if (!isMedia(image)) throw new Fault("BAD_REQUEST", `${kind} needs a picture`, { came: "none" });
    const job: GuideJob = { bytes: image.bytes, kind };
    const what = `The built-in tool ${kind}`;
    const answer = await toolThread<GuideAnswer>(what, WORKER, job, { ...LIMITS, signal });
    if ("problem" in answer) throw unreadablePicture(image, answer.problem, DECODES);
    return { media: [{ kind: "image", bytes: answer.guide, mediaType: "image/png", name: `${kind}.png` }] };
  };
}
