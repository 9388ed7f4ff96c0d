import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** What is made or fetched. */
const NOT_OURS = new Set(["node_modules", "dist", ".git", ".turbo"]);
/** The state of a checkout. */
const STATE = new Set([join(ROOT, "data"), join(ROOT, "outputs")]);
const TEXT = /\.(?:ts|mts|js|mjs|cjs|json|jsonl|md|yml|yaml|toml|txt|html|csv)$/;

/** Returns the paths of the repository's text files. */
export function repositoryFiles(folder: string = ROOT): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (NOT_OURS.has(entry.name) || STATE.has(path)) return [];
    if (entry.isDirectory()) return repositoryFiles(path);
    return entry.isFile() && TEXT.test(entry.name) ? [path] : [];
  });
}
