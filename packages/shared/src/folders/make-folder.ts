import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { errorCode } from "../errors/error-code.js";

/**
 * Makes a folder and those above it that are missing; returns those it made, the innermost first. The `recursive`
 * option of Node's own `mkdir` never returns where nothing can be made in a folder that exists, as in /proc.
 * @throws what the file system throws.
 */
export function makeFolder(dir: string, mode = 0o777): string[] {
  try {
    return makeOne(dir, mode);
  } catch (error) {
    if (errorCode(error) !== "ENOENT" || dirname(dir) === dir) throw error;
    const above = makeFolder(dirname(dir), mode);
    return [...makeOne(dir, mode), ...above];
  }
}

function makeOne(dir: string, mode: number): string[] {
  try {
    mkdirSync(dir, { mode });
    return [dir];
  } catch (error) {
    if (statSync(dir, { throwIfNoEntry: false })?.isDirectory()) return [];
    throw error;
  }
}
