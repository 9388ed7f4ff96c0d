import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, repositoryFiles } from "./repository-files.js";

/** The forms of tokens of the Hub, OpenAI, GitHub and AWS, and of private keys, at their real lengths. */
const TOKEN =
  /\b(?:hf_[A-Za-z0-9]{30,}|sk-(?:[a-z]+-)?[A-Za-z0-9_-]{40,}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{50,}|AKIA[A-Z0-9]{16})\b|-----BEGIN [A-Z ]*PRIVATE KEY-----/;

describe("the repository's files", () => {
  it("hold nothing that has the form of a live token", () => {
    const files = repositoryFiles();
    expect(files.length).toBeGreaterThan(500);
    const found = files.filter((file) => TOKEN.test(readFileSync(file, "utf8")));
    expect(found.map((file) => relative(ROOT, file))).toEqual([]);
    expect(TOKEN.test(`HF_TOKEN=hf_${"a".repeat(34)}`)).toBe(true);
  });
});
