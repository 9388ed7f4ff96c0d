import { execFileSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONFIG_TEMPLATE } from "../commands/config/template.js";
import { parseConfig } from "./config-file.js";
import { KNOWN_KEYS } from "./config-schema.js";
import { editConfig, initConfig } from "./edit-config.js";

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "hugginggpt-edit-"));
  file = join(dir, "x.json");
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const text = () => readFileSync(file, "utf8");
const read = () => parseConfig(text(), file);

describe("a setting that is written", () => {
  it.each([
    ["policy", "cheapest", { policy: "cheapest" }],
    ["topK", "7", { topK: 7 }],
    ["limits.maxCost", "0.5", { limits: { maxCost: 0.5 } }],
    ["licenses", "mit, apache-2.0", { licenses: ["mit", "apache-2.0"] }],
    ["licenses", '["mit"]', { licenses: ["mit"] }],
    ["licenses", "", { licenses: [] }],
    ["maxParams", "7B", { maxParams: 7e9 }],
    ["allowPrivateNetwork", "true", { allowPrivateNetwork: true }],
    ["prompts.answer", "true", { prompts: { answer: "true" } }],
    ["openai.azure.apiVersion", "2024-10-21", { openai: { azure: { apiVersion: "2024-10-21" } } }],
    [
      "database.url",
      "postgres://me:p%40ss@db.test:5433/x",
      { database: { url: "postgres://me:p%40ss@db.test:5433/x" } },
    ],
    ["local", '{"maxMemory":"2GB"}', { local: { maxMemory: 2e9 } }],
  ])("%s: %j is what the schema takes", async (name, value, expected) => {
    await editConfig(file, name, value);
    expect(await read()).toEqual(expected);
    expect(statSync(file).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o600);
  });

  it.each([
    ["topK", "99", /"topK"/],
    ["limits.parallel", "many", /"limits.parallel" must be a number/],
    ["policy", "fast", /"policy"/],
    [
      "database.url",
      "mysql://me:secret@db.test/x",
      /"database.url" is wrong: expected an address such as postgres:/,
    ],
    ["database.url", "postgres://db.test", /"database.url" is wrong: expected an address/],
    ["topk", "5", /no setting "topk"/],
    ["limits.maxcost", "5", /no setting "limits.maxcost"/],
    ["openai.apiKey", "x", /no setting "openai.apiKey"/],
    ["__proto__.x", "1", /no setting/],
    ["constructor", "1", /no setting/],
    ["", "1", /no setting ""/],
  ])("%s: %j is refused, and nothing is written", async (name, value, said) => {
    await expect(editConfig(file, name, value)).rejects.toThrow(said);
    expect(() => text()).toThrow();
  });

  it.each([
    ["topk", "Did you mean topK?"],
    ["limits.maxcost", "Did you mean limits.maxCost?"],
    ["HF_TOKEN", "hugginggpt login"],
    ["openai.key", "hugginggpt login"],
  ])("%s: it is said what to do", async (name, next) => {
    await expect(editConfig(file, name, "x")).rejects.toMatchObject({ next: expect.stringContaining(next) });
  });

  it("leaves comments, order and line ends, and is taken out again without a trace", async () => {
    for (const end of ["\n", "\r\n"]) {
      const before = ["// mine", "{", '  "topK": 3, // three', '  "policy": "best"', "}", ""].join(end);
      writeFileSync(file, before);
      await editConfig(file, "limits.maxCalls", "4");
      expect(text()).toContain(`// three${end}`);
      expect(text().replaceAll("\r\n", "")).not.toContain(end === "\n" ? "\r" : "\n");
      expect(await editConfig(file, "limits", null)).toBeNull();
      expect(text()).toBe(before);
      expect(await editConfig(file, "limits", null)).toBeUndefined();
    }
  });

  it.each(["\ufeff", ""])("is read from what Windows writes, with the mark %j", async (mark) => {
    for (const encoding of ["utf8", "utf16le"] as const) {
      writeFileSync(file, Buffer.from(`${mark}{ "topK": 3 }`, encoding));
      await editConfig(file, "policy", "local");
      expect(await read()).toEqual({ topK: 3, policy: "local" });
    }
  });

  it("changes the file that a link leads to, and keeps the link", async () => {
    const target = join(dir, "dotfiles.json");
    writeFileSync(target, "{}");
    symlinkSync(target, file);
    await editConfig(file, "topK", "4");
    expect(lstatSync(file).isSymbolicLink()).toBe(true);
    expect(JSON.parse(readFileSync(target, "utf8"))).toEqual({ topK: 4 });
  });

  it.skipIf(process.platform === "win32")(
    "is not written into what is no configuration (POSIX files)",
    async () => {
      mkdirSync(file);
      await expect(editConfig(file, "topK", "4")).rejects.toThrow(/no regular file/);
      rmSync(file, { recursive: true });
      execFileSync("sh", ["-c", 'mkfifo "$1"', "sh", file]);
      await expect(editConfig(file, "topK", "4")).rejects.toThrow(/no regular file/);
      rmSync(file);
      for (const bad of ["{", "[".repeat(100_000), `{"topK": ${" ".repeat(300_000)} 3}`]) {
        writeFileSync(file, bad);
        await expect(editConfig(file, "topK", "4")).rejects.toMatchObject({ code: "CONFIG_INVALID" });
        expect(text()).toBe(bad);
      }
    },
  );

  it.skipIf(process.getuid?.() === 0)(
    "says that it cannot be written (root can write anywhere)",
    async () => {
      chmodSync(dir, 0o500);
      await expect(editConfig(file, "topK", "4")).rejects.toMatchObject({ code: "DISK" });
      chmodSync(dir, 0o700);
    },
  );

  it("whole or not at all, whatever comes", async () => {
    const names = Object.entries(KNOWN_KEYS).flatMap(([group, keys]) =>
      keys.map((key) => (group ? `${group}.${key}` : key)),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.string(), async (name, value) => {
        await editConfig(file, name, value).catch(() => undefined);
        await parseConfig(await Promise.resolve(text()).catch(() => "{}"), file);
      }),
      { seed: 5, numRuns: 60, examples: [["topK", "5"]] },
    );
  });
});

describe("the file that config init writes", () => {
  it("sets nothing, names every setting, and takes each line whose // is taken away", async () => {
    expect(await parseConfig(CONFIG_TEMPLATE, file)).toEqual({
      limits: {},
      local: {},
      prompts: {},
      openai: { azure: {} },
      database: {},
    });
    const lines = CONFIG_TEMPLATE.split("\n");
    const settings = lines.filter((line) => /^ +\/\/ "/.test(line));
    for (const line of settings) {
      const taken = lines.map((one) => (one === line ? one.replace("// ", "") : one)).join("\n");
      await parseConfig(taken, file);
    }
    const all = lines.map((one) => one.replace(/^( +)\/\/ "/, '$1"')).join("\n");
    const values = await parseConfig(all, file);
    for (const [group, keys] of Object.entries(KNOWN_KEYS).filter(([name]) => name !== "endpoints")) {
      const place = group.split(".").filter(Boolean);
      const found = place.reduce<object>(
        (at, key) => Object.entries(at).find(([one]) => one === key)?.[1],
        values,
      );
      expect(Object.keys(found).sort()).toEqual([...keys].sort());
    }
  });

  it("is never written over", async () => {
    await initConfig(file, CONFIG_TEMPLATE);
    writeFileSync(file, "mine");
    await expect(initConfig(file, CONFIG_TEMPLATE)).rejects.toMatchObject({ code: "USAGE" });
    symlinkSync(join(dir, "nowhere"), join(dir, "link"));
    await expect(initConfig(join(dir, "link"), CONFIG_TEMPLATE)).rejects.toMatchObject({ code: "USAGE" });
    expect(text()).toBe("mine");
  });
});
