import { Fault, isMedia } from "@hugginggpt/shared";
import { MAX_PIXELS } from "@hugginggpt/shared/pictures";
import { runThread } from "../run-thread.js";
import type { Tool } from "../tool.js";
import { type Decodes, unreadablePicture } from "../unreadable-picture.js";
import type { GuideKind } from "./guide-kinds.js";
import type { GuideAnswer, GuideJob } from "./guide-worker.js";

/** The largest picture takes two seconds (measured); a picture made to take longer is given up. */
const LIMIT_MS = 30_000;
const HEAP_MB = 1024;
const DECODES: Decodes = { formats: "PNG and JPEG", maxPixels: MAX_PIXELS };

/** Returns the tool that reduces a picture to a guide, in a thread of its own. */
export function guideTool(kind: GuideKind): Tool {
  return async ({ image }, signal) => {
    if (!isMedia(image)) throw new Fault("BAD_REQUEST", `${kind} needs a picture`, { came: "none" });
    const job: GuideJob = { bytes: image.bytes, kind };
    const answer = await runThread<GuideAnswer>(import.meta.url, "./guide-worker.js", job, {
      signal,
      limitMs: LIMIT_MS,
      what: `The built-in tool ${kind}`,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    if ("problem" in answer) throw unreadablePicture(image, answer.problem, DECODES);
    return { media: [{ kind: "image", bytes: answer.guide, mediaType: "image/png", name: `${kind}.png` }] };
  };
}
