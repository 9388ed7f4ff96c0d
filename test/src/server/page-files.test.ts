import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const FOLDER = join(dirname(createRequire(import.meta.url).resolve("@hugginggpt/web/package.json")), "dist");
const MOST_BYTES = 250_000;

it("the page loads less than 250 kB as they go over the network, from its own server, and no inline code", () => {
  const index = readFileSync(join(FOLDER, "index.html"), "utf8");
  const loaded = [...index.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = ""]) => path);
  expect(loaded.filter((path) => !path.startsWith("./"))).toEqual([]);
  expect(index).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=/i);
  const bytes = loaded.map((path) => gzipSync(readFileSync(join(FOLDER, path))).byteLength);
  expect(bytes.length).toBeGreaterThan(2);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
});
