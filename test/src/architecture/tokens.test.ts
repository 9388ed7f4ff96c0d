import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
/** What is made or fetched. */
const NOT_OURS = new Set(["node_modules", "dist", ".git", ".turbo"]);
/** The state of a checkout. */
const STATE = new Set([join(ROOT, "data"), join(ROOT, "outputs")]);
const TEXT = /\.(?:ts|mts|js|mjs|cjs|json|jsonl|md|yml|yaml|toml|txt|html|csv)$/;
/** The forms of tokens of the Hub, OpenAI, GitHub and AWS, and of private keys, at their real lengths. */
const TOKEN =
  /\b(?:hf_[A-Za-z0-9]{30,}|sk-(?:[a-z]+-)?[A-Za-z0-9_-]{40,}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{50,}|AKIA[A-Z0-9]{16})\b|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (NOT_OURS.has(entry.name) || STATE.has(path)) return [];
    if (entry.isDirectory()) return filesUnder(path);
    return entry.isFile() && TEXT.test(entry.name) ? [path] : [];
  });
}

describe("the repository's files", () => {
  it("hold nothing that has the form of a live token", () => {
    const files = filesUnder(ROOT);
    expect(files.length).toBeGreaterThan(500);
    const found = files.filter((file) => TOKEN.test(readFileSync(file, "utf8")));
    expect(found.map((file) => relative(ROOT, file))).toEqual([]);
    expect(TOKEN.test(`HF_TOKEN=hf_${"a".repeat(34)}`)).toBe(true);
  });
});
