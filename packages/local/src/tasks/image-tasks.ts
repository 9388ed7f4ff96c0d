import type { Box, Mask, Media, TaskId } from "@hugginggpt/shared";
import { type Picture, pictureOf, pngOf } from "../media/picture.js";
import type { Kit, RawImage } from "../worker/transformers.js";
import {
  field,
  fileOf,
  type LocalTask,
  type ModelJob,
  rowsOf,
  textOf,
  textsOf,
  unexpectedResult,
} from "./local-task.js";
import { labelsOf, textIn } from "./text-tasks.js";

const TOP = 20;
/** Boxes with lower scores are mostly wrong. Zero-shot models give lower scores to right ones. */
const SURE = 0.5;
const SURE_BY_WORDS = 0.1;
const MOST_TOKENS = 256;

/** Tasks on pictures, by task id. */
export const IMAGE_TASKS = {
  "image-classification": async (job) => ({
    labels: labelsOf(await job.pipe(await imageOf(job), { top_k: TOP })),
  }),
  "zero-shot-image-classification": async (job) => ({
    labels: labelsOf(await job.pipe(await imageOf(job), textsOf(job, "labels"))),
  }),
  "object-detection": async (job) => {
    const picture = await shownPicture(job);
    return { boxes: boxesOf(await job.pipe(picture.image, { threshold: SURE }), picture) };
  },
  "zero-shot-object-detection": async (job) => {
    const picture = await shownPicture(job);
    const found = await job.pipe(picture.image, textsOf(job, "labels"), { threshold: SURE_BY_WORDS });
    return { boxes: boxesOf(found, picture) };
  },
  "image-segmentation": async (job) => ({
    masks: await masksOf(await job.pipe(await imageOf(job)), job.kit),
  }),
  "depth-estimation": async (job) => {
    const depth = field(rowsOf(await job.pipe(await imageOf(job)))[0], "depth");
    return { media: [await pictureFile(depth, "depth.png", job.kit)] };
  },
  "image-to-image": async (job) => {
    const made = rowsOf(await job.pipe(await imageOf(job)))[0];
    return { media: [await pictureFile(made, "picture.png", job.kit)] };
  },
  "image-to-text": async (job) => {
    const made = await job.pipe(await imageOf(job), { max_new_tokens: MOST_TOKENS });
    return { text: textIn(rowsOf(made)[0], "generated_text") };
  },
  "document-question-answering": async (job) => {
    const made = await job.pipe(await imageOf(job), textOf(job, "question"));
    return { text: textIn(rowsOf(made)[0], "answer") };
  },
  "image-feature-extraction": async (job) => ({
    vector: vectorOf(await job.pipe(await imageOf(job))),
  }),
} satisfies Partial<Record<TaskId, LocalTask>>;

function shownPicture(job: ModelJob): Promise<Picture> {
  return pictureOf(fileOf(job, "image"), job.kit, job.warn);
}

async function imageOf(job: ModelJob): Promise<RawImage> {
  return (await shownPicture(job)).image;
}

/** Returns boxes in pixels of the original picture, clipped to it. */
function boxesOf(found: unknown, { scale, width, height }: Picture): Box[] {
  return rowsOf(found)
    .filter((row) => row !== undefined)
    .map((row) => {
      const [label, score, box] = [field(row, "label"), field(row, "score"), field(row, "box")];
      if (typeof label !== "string" || typeof score !== "number") throw unexpectedResult("things with boxes");
      const side = (name: string, most: number): number => {
        const value = field(box, name);
        if (typeof value !== "number") throw unexpectedResult("things with boxes");
        return Math.round(Math.min(most, Math.max(0, value * scale)));
      };
      return {
        label,
        score,
        box: {
          xmin: side("xmin", width),
          ymin: side("ymin", height),
          xmax: side("xmax", width),
          ymax: side("ymax", height),
        },
      };
    });
}

/** A model with a single class, such as a foreground finder, does not name its mask. */
async function masksOf(found: unknown, kit: Kit): Promise<Mask[]> {
  return Promise.all(
    rowsOf(found).map(async (row) => {
      const [label, score, mask] = [field(row, "label"), field(row, "score"), field(row, "mask")];
      return {
        label: typeof label === "string" ? label : "foreground",
        score: typeof score === "number" ? score : null,
        mask: Buffer.from(await pngOf(checkedImage(mask), kit)).toString("base64"),
      };
    }),
  );
}

async function pictureFile(made: unknown, name: string, kit: Kit): Promise<Media> {
  return { kind: "image", bytes: await pngOf(checkedImage(made), kit), mediaType: "image/png", name };
}

function checkedImage(made: unknown): RawImage {
  const [data, width, height, channels] = ["data", "width", "height", "channels"].map((name) =>
    field(made, name),
  );
  const isWhole =
    (data instanceof Uint8Array || data instanceof Uint8ClampedArray) &&
    typeof width === "number" &&
    typeof height === "number" &&
    typeof channels === "number";
  if (!isWhole) throw unexpectedResult("a picture");
  return { data, width, height, channels };
}

/** Returns one vector: the mean if the model returns one for each part of the picture. */
function vectorOf(made: unknown): number[] {
  const [data, dims] = [field(made, "data"), field(made, "dims")];
  if (!ArrayBuffer.isView(data) || !Array.isArray(dims)) throw unexpectedResult("a vector");
  const values = Array.from(data as Float32Array);
  const width = Number(dims.at(-1));
  const rows = Math.max(1, values.length / width);
  return Array.from({ length: width }, (_, column) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += values[row * width + column] ?? 0;
    return sum / rows;
  });
}
