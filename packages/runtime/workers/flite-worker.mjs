// Speaks texts with Flite (WebAssembly under WASI), one WAV file each, in a directory of our own. It is plain
// JavaScript and stands outside `src` so that a worker thread can load the same file before and after the build.
import { readFile } from "node:fs/promises";
import { WASI } from "node:wasi";
import { parentPort, workerData } from "node:worker_threads";

/** @type {{ wasm: string, dir: string, texts: string[] }} */
const { wasm, dir, texts } = workerData;
const flite = await WebAssembly.compile(await readFile(wasm));
for (const [i, text] of texts.entries()) {
  const wasi = new WASI({
    version: "preview1",
    args: ["flite", "-t", text, "-o", `/out/${i}.wav`],
    preopens: { "/out": dir },
    returnOnExit: true,
  });
  const code = wasi.start(await WebAssembly.instantiate(flite, wasi.getImportObject()));
  if (code !== 0) throw new Error(`flite ended with ${code} at text ${i + 1}`);
}
parentPort?.postMessage("done");
