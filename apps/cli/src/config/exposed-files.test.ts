import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exposedFiles } from "./exposed-files.js";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "hugginggpt-exposed-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Whether a file that says this, with these rights, is exposed. */
async function isExposed(json: unknown, mode: number): Promise<boolean> {
  const path = join(dir, "config.json");
  writeFileSync(path, typeof json === "string" ? json : JSON.stringify(json));
  chmodSync(path, mode);
  return (await exposedFiles([path, join(dir, "none.json")])).includes(path);
}

const PASSWORD = { database: { url: "postgres://me:pass@host/db" } };

describe.skipIf(process.platform === "win32")("exposedFiles", () => {
  it.each([0o644, 0o640, 0o604, 0o666])("finds a secret in a file of mode %o", async (mode) => {
    expect(await isExposed(PASSWORD, mode)).toBe(true);
  });

  it.each([0o600, 0o400, 0o611])("finds none in one of mode %o", async (mode) => {
    expect(await isExposed(PASSWORD, mode)).toBe(false);
  });

  it.each([
    [
      "a password among the options of an address",
      { database: { url: "postgresql://h/db?user=me&password=x" } },
    ],
    ["one in the address of a server", { openai: { baseUrl: "https://me:pass@llm.example/v1" } }],
    ["a key in one", { openai: { baseUrl: "https://llm.example/v1?api_key=x" } }],
    ["one in a list", { endpoints: [{}, { url: "http://me:pass@tts.example" }] }],
    ["what login keeps", { format: "hugginggpt-credentials", version: 1, hfToken: "hf_x" }],
    ["a file with comments", `// mine\n${JSON.stringify(PASSWORD)}`],
  ])("finds %s", async (_what, json) => {
    expect(await isExposed(json, 0o644)).toBe(true);
  });

  it.each([
    ["a database without a password", { database: { url: "postgres://me@host:5432/db?sslmode=require" } }],
    [
      "the name of a variable that holds a key",
      { endpoints: [{ url: "http://tts.example", keyEnv: "TTS_KEY" }] },
    ],
    ["a number of tokens", { limits: { contextTokens: 4096 }, artifacts: "s3://bucket/prefix" }],
    ["nothing", {}],
  ])("finds none in %s", async (_what, json) => {
    expect(await isExposed(json, 0o644)).toBe(false);
  });

  it("goes by the file that a link leads to", async () => {
    const [file, link] = [join(dir, "real.json"), join(dir, "link.json")];
    writeFileSync(file, JSON.stringify(PASSWORD), { mode: 0o600 });
    symlinkSync(file, link);
    expect(await exposedFiles([link])).toEqual([]);
    chmodSync(file, 0o644);
    expect(await exposedFiles([link])).toEqual([link]);
  });
});
