import type { Box, Mask, Media, TaskId } from "@hugginggpt/shared";
import { type Picture, pictureOf, pngOf } from "../media/picture.js";
import type { Kit, RawImage } from "../worker/transformers.js";
import {
  field,
  fileOf,
  type Given,
  type LocalTask,
  oddResult,
  rowsOf,
  textOf,
  textsOf,
} from "./local-task.js";
import { labelsOf, textIn } from "./text-tasks.js";

const TOP = 20;
/** Boxes with lower scores are mostly wrong. Zero-shot models give lower scores to right ones. */
const SURE = 0.5;
const SURE_BY_WORDS = 0.1;
const MOST_TOKENS = 256;

/** Tasks on pictures, by task id. */
export const IMAGE_TASKS = {
  "image-classification": {
    pipeline: "image-classification",
    call: async (given) => ({ labels: labelsOf(await given.pipe(await imageOf(given), { top_k: TOP })) }),
  },
  "zero-shot-image-classification": {
    pipeline: "zero-shot-image-classification",
    call: async (given) => ({
      labels: labelsOf(await given.pipe(await imageOf(given), textsOf(given, "labels"))),
    }),
  },
  "object-detection": {
    pipeline: "object-detection",
    call: async (given) => {
      const picture = await shownPicture(given);
      return { boxes: boxesOf(await given.pipe(picture.image, { threshold: SURE }), picture) };
    },
  },
  "zero-shot-object-detection": {
    pipeline: "zero-shot-object-detection",
    call: async (given) => {
      const picture = await shownPicture(given);
      const found = await given.pipe(picture.image, textsOf(given, "labels"), { threshold: SURE_BY_WORDS });
      return { boxes: boxesOf(found, picture) };
    },
  },
  "image-segmentation": {
    pipeline: "image-segmentation",
    call: async (given) => ({ masks: await masksOf(await given.pipe(await imageOf(given)), given.kit) }),
  },
  "depth-estimation": {
    pipeline: "depth-estimation",
    call: async (given) => {
      const depth = field(rowsOf(await given.pipe(await imageOf(given)))[0], "depth");
      return { media: [await pictureFile(depth, "depth.png", given.kit)] };
    },
  },
  "image-to-image": {
    pipeline: "image-to-image",
    call: async (given) => {
      const made = rowsOf(await given.pipe(await imageOf(given)))[0];
      return { media: [await pictureFile(made, "picture.png", given.kit)] };
    },
  },
  "image-to-text": {
    pipeline: "image-to-text",
    call: async (given) => {
      const made = await given.pipe(await imageOf(given), { max_new_tokens: MOST_TOKENS });
      return { text: textIn(rowsOf(made)[0], "generated_text") };
    },
  },
  "document-question-answering": {
    pipeline: "document-question-answering",
    call: async (given) => {
      const made = await given.pipe(await imageOf(given), textOf(given, "question"));
      return { text: textIn(rowsOf(made)[0], "answer") };
    },
  },
  "image-feature-extraction": {
    pipeline: "image-feature-extraction",
    call: async (given) => ({ vector: vectorOf(await given.pipe(await imageOf(given))) }),
  },
} satisfies Partial<Record<TaskId, LocalTask>>;

function shownPicture(given: Given): Promise<Picture> {
  return pictureOf(fileOf(given, "image"), given.kit, given.told);
}

async function imageOf(given: Given): Promise<RawImage> {
  return (await shownPicture(given)).image;
}

/** Returns boxes in pixels of the original picture, clipped to it. */
function boxesOf(found: unknown, { scale, width, height }: Picture): Box[] {
  return rowsOf(found)
    .filter((row) => row !== undefined)
    .map((row) => {
      const [label, score, box] = [field(row, "label"), field(row, "score"), field(row, "box")];
      if (typeof label !== "string" || typeof score !== "number") throw oddResult("things with boxes");
      const side = (name: string, most: number): number => {
        const value = field(box, name);
        if (typeof value !== "number") throw oddResult("things with boxes");
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
  if (!isWhole) throw oddResult("a picture");
  return { data, width, height, channels };
}

/** Returns one vector: the mean if the model returns one for each part of the picture. */
function vectorOf(made: unknown): number[] {
  const [data, dims] = [field(made, "data"), field(made, "dims")];
  if (!ArrayBuffer.isView(data) || !Array.isArray(dims)) throw oddResult("a vector");
  const values = Array.from(data as Float32Array);
  const width = Number(dims.at(-1));
  const rows = Math.max(1, values.length / width);
  return Array.from({ length: width }, (_, column) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += values[row * width + column] ?? 0;
    return sum / rows;
  });
}
