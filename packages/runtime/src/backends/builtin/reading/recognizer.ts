import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { at, type Plane } from "../planes/plane.js";
import { type Word, wordsOfTable } from "./words.js";

/** The parts of Tesseract's WebAssembly module that are used here. */
interface Tesseract {
  readonly FS: { writeFile(path: string, data: Uint8Array): void };
  readonly TessBaseAPI: new () => {
    Init(path: null, language: string, mode: number): number;
    SetVariable(name: string, value: string): boolean;
    /** Takes the file `/input`; 1 where it cannot be decoded. */
    SetImageFile(exifOrientation: number, radians: number): number;
    GetInputImage(): {
      get_w(): number;
      get_h(): number;
      get_d(): number;
      get_wpl(): number;
      get_data(): number;
    };
    Recognize(monitor: null): number;
    GetTSVText(page: number): string;
    Clear(): void;
  };
}
type LoadTesseract = (options: {
  instantiateWasm(imports: object, done: (instance: WebAssembly.Instance) => void): object;
  print(line: string): void;
  printErr(line: string): void;
  TesseractProgress(percent: number): void;
}) => Promise<Tesseract>;

/** Tesseract with its model of English print, from the files of the installation: nothing is fetched. */
export interface Recognizer {
  /**
   * Returns a picture file's brightness, 0 to 255, upright by its EXIF orientation (1 to 8); null for what cannot be
   * decoded.
   */
  decode(file: Uint8Array, orientation: number): Plane | null;
  /** Returns the words of a picture that stands upright, in reading order. */
  recognize(plane: Plane): Word[];
}

/** The mode of the recurrent network alone, which is all that the model holds. */
const NETWORK_ONLY = 1;
/** Points of a decoded picture at most; what has more is made smaller by a whole factor. */
const MAX_POINTS = 13_000_000;
/** Depths, in bits, in which Tesseract hands a picture back. */
const COLOUR = 32;
const GREY = 8;

/** @throws Error where the installation lacks a file. */
export async function openRecognizer(): Promise<Recognizer> {
  const require = createRequire(import.meta.url);
  // Every processor that Node 20 runs on has these instructions; the "relaxed" ones are not on in Node 20.
  const load: LoadTesseract = require("tesseract.js-core/tesseract-core-simd-lstm");
  const [wasm, model] = await Promise.all([
    readFile(require.resolve("tesseract.js-core/tesseract-core-simd-lstm.wasm")),
    readFile(require.resolve("@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz")).then(
      promisify(gunzip),
    ),
  ]);
  const { tesseract, memory } = await start(load, wasm);
  tesseract.FS.writeFile("eng.traineddata", model);
  const api = new tesseract.TessBaseAPI();
  if (api.Init(null, "eng", NETWORK_ONLY) !== 0) throw new Error("Tesseract did not take its model");
  api.SetVariable("debug_file", "/dev/null");
  return {
    decode(file, orientation) {
      tesseract.FS.writeFile("/input", file);
      if (api.SetImageFile(orientation, 0) !== 0) return null;
      const image = api.GetInputImage();
      const [width, height, depth] = [image.get_w(), image.get_h(), image.get_d()];
      const words = new Uint32Array(memory.buffer, image.get_data() >>> 0, image.get_wpl() * height);
      const plane = brightness({ width, height, depth, words, perRow: image.get_wpl() });
      api.Clear();
      return plane;
    },
    recognize(plane) {
      tesseract.FS.writeFile("/input", greyMap(plane));
      if (api.SetImageFile(1, 0) !== 0) throw new Error("Tesseract did not take a grey map");
      api.Recognize(null);
      return wordsOfTable(api.GetTSVText(0));
    },
  };
}

/** Starts the module with its memory in reach, from which decoded pictures are read. */
async function start(load: LoadTesseract, wasm: Uint8Array) {
  const module = await WebAssembly.compile(wasm);
  let memory: WebAssembly.Memory | undefined;
  const tesseract = await new Promise<Tesseract>((resolve, reject) => {
    const instantiateWasm = (imports: object, done: (instance: WebAssembly.Instance) => void): object => {
      WebAssembly.instantiate(module, imports)
        .then((instance) => {
          memory = Object.values(instance.exports).find((one) => one instanceof WebAssembly.Memory);
          done(instance);
        })
        .catch(reject);
      return {};
    };
    const silent = (): void => undefined;
    load({ instantiateWasm, print: silent, printErr: silent, TesseractProgress: silent }).then(
      resolve,
      reject,
    );
  });
  if (!memory) throw new Error("Tesseract has no memory");
  return { tesseract, memory };
}

interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** Leptonica's layout: rows of 32-bit words, the leftmost point in the highest bits, red before green before blue. */
  readonly words: Uint32Array;
  readonly perRow: number;
}

/** Returns a decoded picture's luminance (ITU-R BT.601), of at most 13 million points; null for another depth. */
function brightness({ width, height, depth, words, perRow }: Decoded): Plane | null {
  if (depth !== COLOUR && depth !== GREY && depth !== 1) return null;
  const factor = Math.ceil(Math.sqrt((width * height) / MAX_POINTS));
  const small = { width: Math.ceil(width / factor), height: Math.ceil(height / factor) };
  const sums = new Float32Array(small.width * small.height);
  const counts = new Uint8Array(sums.length);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / factor) * small.width;
    for (let x = 0; x < width; x++) {
      const place = row + Math.floor(x / factor);
      sums[place] = at(sums, place) + pointOf(words, y * perRow, x, depth);
      counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  return { ...small, values: sums.map((sum, i) => sum / (counts[i] ?? 1)) };
}

function pointOf(words: Uint32Array, row: number, x: number, depth: number): number {
  if (depth === COLOUR) {
    const word = words[row + x] ?? 0;
    return 0.299 * (word >>> 24) + 0.587 * ((word >>> 16) & 255) + 0.114 * ((word >>> 8) & 255);
  }
  if (depth === GREY) return ((words[row + (x >> 2)] ?? 0) >>> (24 - 8 * (x & 3))) & 255;
  return (((words[row + (x >> 5)] ?? 0) >>> (31 - (x & 31))) & 1) === 1 ? 0 : 255;
}

/** A picture as a portable grey map, which is decoded at once. */
function greyMap({ width, height, values }: Plane): Uint8Array {
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(header.length + values.length);
  file.set(header);
  file.set(Uint8ClampedArray.from(values), header.length);
  return file;
}
