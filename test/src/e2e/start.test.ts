import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const BUNDLED = fileURLToPath(new URL("../../../apps/cli/dist/bundled", import.meta.url));
/** What a bundled file loads with itself, which is not what it loads when it is used. */
const IMPORTED = /^(?:const \w+ = )?require\("\.\/([^"]+)"\)/gm;
/** The module that a stretch of a bundled file was made of. */
const MADE_OF = /^\/\/ ((?:\.\.\/|dist\/)\S+)$/gm;

const files = new Map(
  readdirSync(BUNDLED)
    .filter((name) => name.endsWith(".cjs"))
    .map((name) => [name, readFileSync(join(BUNDLED, name), "utf8")]),
);

/** The files that are loaded where a module is used, with all that they load with themselves. */
function loadedWith(module: string): string[] {
  const isMadeOf = (text: string): boolean => [...text.matchAll(MADE_OF)].some(([, made]) => made === module);
  const loaded = new Set([...files].filter(([, text]) => isMadeOf(text)).map(([name]) => name));
  for (const name of loaded)
    for (const [, other = ""] of (files.get(name) ?? "").matchAll(IMPORTED)) loaded.add(other);
  expect(loaded.size).toBeGreaterThan(0);
  return [...loaded].map((name) => files.get(name) ?? "");
}

/** The packages of others among them. */
function packagesIn(texts: readonly string[]): string[] {
  const made = texts.flatMap((text) => [...text.matchAll(MADE_OF)].map(([, module = ""]) => module));
  const names = made.map((module) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module)?.[1] ?? "");
  return [...new Set(names)].filter(Boolean).sort();
}

const kilobytes = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1000;

/** A package that is asked for by every start has to earn its place: see docs/decisions/0016-one-bundle.md. */
describe("what a start loads", () => {
  it.each(["hugginggpt", "indexer", "registry"])(
    "of %s --help is commander and next to nothing else",
    (name) => {
      const loaded = loadedWith(`dist/${name}.js`);
      expect(packagesIn(loaded)).toEqual(["commander", "fast-string-truncated-width"]);
      expect(kilobytes(loaded)).toBeLessThan(160);
    },
  );

  it("of a search is the database and its words: no schemas, no pictures, no detector of languages, no index library", () => {
    const loaded = loadedWith("dist/commands/search.js");
    expect(packagesIn(loaded)).toEqual([
      "@huggingface/tasks",
      "better-sqlite3",
      "commander",
      "drizzle-orm",
      "env-paths",
      "eventsource-parser",
      "fast-string-truncated-width",
      "picocolors",
      "stemmer",
    ]);
    expect(kilobytes(loaded)).toBeLessThan(800);
  });

  it("of a run is besides what reads and writes plans and tables: what decodes files waits for one", () => {
    const loaded = loadedWith("dist/commands/run.js");
    expect(packagesIn(loaded)).toEqual([
      "@huggingface/tasks",
      "@opentelemetry/api",
      "better-sqlite3",
      "commander",
      "csv-parse",
      "csv-stringify",
      "drizzle-orm",
      "env-paths",
      "eventsource-parser",
      "fast-string-truncated-width",
      "jsonrepair",
      "p-limit",
      "picocolors",
      "stemmer",
      "yocto-queue",
    ]);
    expect(kilobytes(loaded)).toBeLessThan(1_450);
  });
});
