import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const FOLDER = join(dirname(createRequire(import.meta.url).resolve("@hugginggpt/web/package.json")), "dist");
const MOST_BYTES = 250_000;
/** What is loaded where a 3D file is shown, and only there. */
const OF_SOLIDS = /^(?:solid-view|\w+Loader)-/;
const packed = (path: string) => gzipSync(readFileSync(join(FOLDER, path))).byteLength;
const sum = (sizes: readonly number[]) => sizes.reduce((all, size) => all + size, 0);

it("the page loads less than 250 kB as they go over the network, from its own server, and no inline code", () => {
  const index = readFileSync(join(FOLDER, "index.html"), "utf8");
  const loaded = [...index.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = ""]) => path);
  expect(loaded.filter((path) => !path.startsWith("./"))).toEqual([]);
  expect(index).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=/i);
  expect(loaded.length).toBeGreaterThan(2);
  const first = sum(loaded.map(packed));
  const pieces = readdirSync(join(FOLDER, "assets")).filter((name) => !OF_SOLIDS.test(name));
  const all = sum(pieces.map((name) => packed(join("assets", name))));
  expect(all).toBeLessThan(MOST_BYTES);
  // A request can be written before the rest has come.
  expect(first).toBeLessThan(all / 2);
});
