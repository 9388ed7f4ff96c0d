import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, it } from "vitest";
import { circlesOf, fileGraph, folderSizes, onlyImporters } from "./file-graph.js";
import { ROOT } from "./repository-files.js";
import { parseSource, readSources, type SourceFile } from "./source-file.js";

/** Source files in one folder at most, and the size up to which a file with one user belongs to that user. */
const FOLDER = 20;
const FRAGMENT = 15;

const SOURCES = readSources().filter(({ isTest }) => !isTest);
const GRAPH = fileGraph(SOURCES);

/** `packages/x/src/folder` of every folder directly below a `src`. */
function roomsOf(files: readonly SourceFile[]): string[] {
  const folders = files.flatMap(({ path }) => /^(?:packages|apps)\/[^/]+\/src\/[^/]+(?=\/)/.exec(path) ?? []);
  return [...new Set(folders)];
}

function fragmentsOf(files: readonly SourceFile[]): string[] {
  const importer = onlyImporters(fileGraph(files));
  return files
    .filter(
      ({ path, lines }) => lines <= FRAGMENT && posix.basename(path) !== "index.ts" && importer.has(path),
    )
    .filter(({ path }) => posix.basename(importer.get(path) ?? "") !== "index.ts")
    .map(({ path }) => path);
}

describe("rooms", () => {
  it("have no circles of files, type imports included", () => {
    expect(circlesOf(GRAPH)).toEqual([]);
  });

  it(`have at most ${FOLDER} source files in a folder`, () => {
    const crowded = [...folderSizes(SOURCES)].filter(([, size]) => size > FOLDER);
    expect(crowded).toEqual([]);
  });

  it(`have no file of ${FRAGMENT} lines or fewer that only one other file uses`, () => {
    expect(fragmentsOf(SOURCES)).toEqual([]);
  });

  it("are each named in ARCHITECTURE.md", () => {
    const map = readFileSync(join(ROOT, "ARCHITECTURE.md"), "utf8");
    const named = new Set(map.match(/[\w-]+(?=\/?`)/g));
    expect(roomsOf(SOURCES).filter((room) => !named.has(posix.basename(room)))).toEqual([]);
  });
});

describe("the rules of the rooms themselves", () => {
  const file = (name: string, text: string) => parseSource(`packages/shared/src/${name}`, text);

  it("see circles through type imports, and each once", () => {
    const files = [
      file("a.ts", 'import type { B } from "./b.js";\n'),
      file("b.ts", 'export { c } from "./c.js";\n'),
      file("c.ts", 'import "./a.js";\nimport "./d.js";\n'),
      file("d.ts", 'import "node:fs";\n'),
    ];
    const [a, b, c] = files.map(({ path }) => path);
    expect(circlesOf(fileGraph(files))).toEqual([[a, b, c]]);
  });

  it("see a fragment, and spare what two files use or an index gives away", () => {
    const files = [
      file("index.ts", 'export { given } from "./given.js";\n'),
      file("given.ts", "export const given = 1;\n"),
      file("one.ts", 'import "./fragment.js";\nimport "./common.js";\n'),
      file("two.ts", 'import "./common.js";\n'),
      file("fragment.ts", "export const x = 1;\n"),
      file("common.ts", "export const y = 1;\n"),
    ];
    expect(fragmentsOf(files)).toEqual(["packages/shared/src/fragment.ts"]);
  });
});
