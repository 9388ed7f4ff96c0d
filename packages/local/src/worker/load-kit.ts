import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Kit, Sharp, Transformers } from "./transformers.js";

/** Loads transformers.js and its dependencies from a folder, without access to the network. */
export async function loadKit(runtime: string): Promise<Kit> {
  const require = createRequire(pathToFileURL(join(runtime, "package.json")));
  // A library's request is a fault here: our own client downloads models before the worker is called.
  Object.defineProperty(globalThis, "fetch", { value: refuseFetch, configurable: true });
  const main = require.resolve("@huggingface/transformers").replace(/\.cjs$/, ".mjs");
  const transformers: Transformers = await import(pathToFileURL(main).href);
  Object.assign(transformers.env, {
    allowRemoteModels: false,
    allowLocalModels: true,
    useFSCache: false,
    useBrowserCache: false,
    fetch: refuseFetch,
    logLevel: transformers.LogLevel.ERROR,
  });
  const sharp: Sharp = createRequire(main)("sharp");
  const onnx: { readonly version?: string } = JSON.parse(
    await readFile(join(runtime, "node_modules", "onnxruntime-node", "package.json"), "utf8"),
  );
  return {
    transformers,
    sharp,
    runtime,
    versions: { "transformers.js": transformers.env.version, onnxruntime: onnx.version ?? "unknown" },
  };
}

function refuseFetch(): Promise<never> {
  return Promise.reject(new Error("A model wanted something from the network; nothing is fetched here"));
}
