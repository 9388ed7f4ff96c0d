import { readFile } from "node:fs/promises";
import { WASI } from "node:wasi";
import { parentPort, workerData } from "node:worker_threads";

/** The thread's job: each text becomes a WAV file in `dir`, named by its position. */
export interface SpeechJob {
  /** The file of Flite as WebAssembly. */
  readonly wasm: string;
  readonly dir: string;
  readonly texts: readonly string[];
}

// Only `flite.ts` starts this thread, with a job.
const { wasm, dir, texts } = workerData as SpeechJob;
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
parentPort?.postMessage({ files: texts.length });
