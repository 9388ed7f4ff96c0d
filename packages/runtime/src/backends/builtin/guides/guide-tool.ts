import { Worker } from "node:worker_threads";
import { Fault, isMedia, type Media } from "@hugginggpt/shared";
import { MAX_PIXELS, type PictureProblem } from "@hugginggpt/shared/pictures";
import type { Tool } from "../tool.js";
import type { GuideKind } from "./guide-kinds.js";
import type { GuideAnswer, GuideJob } from "./guide-worker.js";

/** The compiled thread: beside this file, and in `dist` where this file is the source (in tests). */
const BESIDE = new URL("./guide-worker.js", import.meta.url);
const WORKER = import.meta.url.endsWith(".ts")
  ? new URL("../../../../dist/backends/builtin/guides/guide-worker.js", import.meta.url)
  : BESIDE;
/** The largest picture takes two seconds (measured); a picture made to take longer is given up. */
const LIMIT_MS = 30_000;
const HEAP_MB = 1024;

/** Returns the tool that reduces a picture to a guide, in a thread of its own. */
export function guideTool(kind: GuideKind): Tool {
  return async ({ image }, signal) => {
    if (!isMedia(image)) throw new Fault("BAD_REQUEST", `${kind} needs a picture`, { came: "none" });
    signal.throwIfAborted();
    const answer = await draw({ bytes: image.bytes, kind }, signal);
    if ("problem" in answer) throw unreadable(image, answer.problem);
    return { media: [{ kind: "image", bytes: answer.guide, mediaType: "image/png", name: `${kind}.png` }] };
  };
}

async function draw(job: GuideJob, signal: AbortSignal): Promise<GuideAnswer> {
  const worker = new Worker(WORKER, {
    workerData: job,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
  const stop = (): void => void worker.terminate();
  limit.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise<GuideAnswer>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`the drawing thread ended with ${code}`)));
    });
  } catch (error) {
    signal.throwIfAborted();
    const came = limit.aborted
      ? `more than ${LIMIT_MS / 1000} s`
      : error instanceof Error
        ? error.message
        : String(error);
    throw new Fault("SERVER_ERROR", `The built-in tool ${job.kind} failed`, { came, cause: error });
  } finally {
    limit.removeEventListener("abort", stop);
    await worker.terminate();
  }
}

function unreadable({ name, mediaType }: Media, problem: PictureProblem): Fault {
  switch (problem.kind) {
    case "pixels":
      return new Fault(
        "INPUT_TOO_LARGE",
        `${name} has too many pixels: ${MAX_PIXELS / 1_000_000} million at most`,
        {
          wanted: "a picture that the built-in tools can decode",
          came: `${problem.width} × ${problem.height}, ${Math.ceil((problem.width * problem.height) / 1_000_000)} million`,
          next: "Save the picture smaller.",
        },
      );
    case "truncated":
      return new Fault("BAD_REQUEST", `${name} ends before its picture does`, {
        wanted: "a whole picture",
        came: "a file that was cut off",
        next: "Copy or download it again.",
      });
    case "damaged":
      return new Fault("BAD_REQUEST", `${name} is damaged and cannot be read as ${mediaType}`, {
        next: "Copy or download it again, or save it anew as PNG.",
      });
    case "format":
      return new Fault("BAD_REQUEST", "The built-in tools read PNG and JPEG pictures only", {
        wanted: "a PNG or JPEG",
        came: `${name}, ${mediaType}`,
        next: "Save the picture as PNG or JPEG.",
      });
  }
}
