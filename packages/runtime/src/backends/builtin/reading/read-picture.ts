import { Fault, isMedia, type Media } from "@hugginggpt/shared";
import { languageName, otherLanguage } from "@hugginggpt/shared/languages";
import { pictureProblem, pictureSize } from "@hugginggpt/shared/pictures";
import type { Tool } from "../tool.js";
import { toolThread } from "../tool-thread.js";
import { type Decodes, unreadablePicture } from "../unreadable-picture.js";
import { FEWEST_SIGNS } from "./best-reading.js";
import type { ReadingAnswer, ReadingJob } from "./reading-worker.js";
import { isGuess, type Reading, readingOf, textOf } from "./words.js";

const WORKER = new URL("./reading-worker.js", import.meta.url);
/** Decoding takes four bytes for each pixel, and as much again for progressive JPEGs. */
const DECODES: Decodes = { formats: "PNG, JPEG, WebP, GIF and BMP", maxPixels: 64_000_000 };
/** A dense page of 12 million pixels takes seconds; one that is tried in every way some tens. */
const LIMIT_MS = 120_000;
/** What is sure as a whole counts however little it is; what is less sure only where it is most of what was seen. */
const SURE = 85;
const HALF_SURE = 70;
const OTHER_SCRIPTS =
  "`hugginggpt local install` brings a reader of Chinese; for other scripts and for handwriting set HF_TOKEN, so that a model that reads them can run.";
/** Where less than this share of what looks like letters could be read, the rest is mentioned. */
const MOST = 0.7;

/**
 * Reads the printed text in a picture: English and other text in plain Latin letters. `warn` is called if it seems to
 * be in another language, and if a part could not be read.
 * @throws Fault BAD_REQUEST for a picture without readable text, a broken one or an unknown format, INPUT_TOO_LARGE
 * above 64 million pixels; the signal's reason when aborted.
 */
export const readPicture: Tool = async ({ image }, signal, warn) => {
  if (!isMedia(image)) throw new Fault("BAD_REQUEST", "The reader needs a picture", { came: "none" });
  const seen = await readingIn(image, signal);
  const read = readingOf(seen.words.filter((word) => !isGuess(word)));
  const isMost = read.signs >= MOST * seen.signs;
  if (read.signs < FEWEST_SIGNS || read.confidence < (isMost ? HALF_SURE : SURE)) throw nothingRead(image);
  const text = textOf(read.words);
  if (!isMost) warn?.(`Some of what is written in ${image.name} could not be read. ${OTHER_SCRIPTS}`);
  const code = await otherLanguage(text, ["en"]);
  if (code !== null)
    warn?.(
      `The text seems to be ${languageName(code)}; the built-in reader knows English letters only, others came out wrong`,
    );
  return { text };
};

async function readingIn(image: Media, signal: AbortSignal): Promise<Reading> {
  const { bytes } = image;
  const problem = (): Fault => unreadablePicture(image, pictureProblem(bytes, DECODES.maxPixels), DECODES);
  const size = pictureSize(bytes);
  if (!size) throw problem();
  const { width, height, orientation } = size;
  if (width * height > DECODES.maxPixels)
    throw unreadablePicture(image, { kind: "pixels", width, height }, DECODES);
  const job: ReadingJob = { bytes, orientation };
  const limits = { ms: LIMIT_MS, signal };
  const { reading } = await toolThread<ReadingAnswer>("The built-in reader", WORKER, job, limits);
  if (!reading) throw problem();
  return reading;
}

function nothingRead({ name }: Media): Fault {
  return new Fault("BAD_REQUEST", `No text could be read in ${name}`, {
    wanted: "a picture with printed text in Latin letters, sharp, about as high as 12 pixels or more",
    came: "one without text, or with text too small, blurred, handwritten or in another script",
    next: `Give a sharper picture. ${OTHER_SCRIPTS}`,
  });
}
