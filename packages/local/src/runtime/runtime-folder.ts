import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Fault } from "@hugginggpt/shared";

const NEEDED = "@huggingface/transformers";

/**
 * Returns the folder that what loads models is installed in: the given one, or one that a plain `npm install
 * @huggingface/transformers` beside the product made; null if it is not installed.
 */
export function runtimeFolder(preferred: string): string | null {
  if (existsSync(join(preferred, "node_modules", ...NEEDED.split("/"), "package.json"))) return preferred;
  for (const folder of createRequire(import.meta.url).resolve.paths(NEEDED) ?? []) {
    if (existsSync(join(folder, ...NEEDED.split("/"), "package.json"))) return dirname(folder);
  }
  return null;
}

/** Returns the fault for a machine without the model runtime. */
export function notInstalled(): Fault {
  return new Fault("NOT_INSTALLED", "The runtime for local models is not installed", {
    wanted: "transformers.js and onnxruntime",
    next: "Install it with `hugginggpt local install` (about 120 MB).",
  });
}
