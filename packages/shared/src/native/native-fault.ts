import { createRequire } from "node:module";
import { dirname } from "node:path";
import { errorCode } from "../errors/error-code.js";
import { Fault } from "../errors/fault.js";

/**
 * Returns the fault for a package whose compiled part does not load, with the command that builds it where it is; null
 * for every other error. It was not built (`tries`, by the package `bindings`), or was built for another version of
 * Node.
 */
export function nativeFault(error: unknown, name: string): Fault | null {
  if (!(error instanceof Error)) return null;
  const isForeign = errorCode(error) === "ERR_DLOPEN_FAILED";
  if (!isForeign && !("tries" in error)) return null;
  const folder = folderOf(name);
  const command = `npm rebuild ${name} --ignore-scripts=false${folder ? ` --prefix "${folder}"` : ""}`;
  return new Fault(
    "NOT_INSTALLED",
    `The compiled part of ${name} does not load in Node ${process.versions.node}`,
    {
      wanted: `${name} for this Node`,
      came: isForeign ? "it was built for another Node or system" : "it was never built",
      next: `Run \`${command}\`: it downloads it, or compiles it, which takes a C++ compiler and Python.`,
      cause: error,
    },
  );
}

/** Returns the folder that a package is installed in, from which npm finds it. */
function folderOf(name: string): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return dirname(dirname(dirname(manifest)));
  } catch {
    return null; // It hides its manifest, or lies where this file does not look.
  }
}
