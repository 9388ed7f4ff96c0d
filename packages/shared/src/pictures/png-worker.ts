import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import decode, { init } from "@jsquash/webp/decode.js";
import { encodePng } from "./decode-picture.js";

/** The thread's result: the PNG; null if it cannot be made. */
export interface PngAnswer {
  readonly bytes: Uint8Array | null;
}

async function asPng(webp: Uint8Array): Promise<PngAnswer> {
  const wasm = createRequire(import.meta.url).resolve("@jsquash/webp/codec/dec/webp_dec.wasm");
  await init(await WebAssembly.compile(await readFile(wasm)));
  const { width, height, data } = await decode(Uint8Array.from(webp).buffer);
  return { bytes: encodePng({ width, height, pixels: new Uint8Array(data.buffer) }) };
}

// Only `as-png.ts` starts this thread, with a job.
parentPort?.postMessage(await asPng(workerData as Uint8Array).catch((): PngAnswer => ({ bytes: null })));
