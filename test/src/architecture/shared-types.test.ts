import { describe, expect, it } from "vitest";
import { type NamedUse, namesOf, readNames } from "./shared-types.js";

/** Returns the names of shared's ports and nouns that one package alone imports and nothing else of shared mentions. */
function ofOnePackage(files: readonly NamedUse[]): string[] {
  const imports = files.flatMap(({ path, unit, imports }) => imports.map((name) => ({ name, path, unit })));
  return files
    .filter(({ path }) => /^packages\/shared\/src\/(?:ports|nouns)\//.test(path))
    .flatMap(({ exports, path }) => {
      const alone = exports.filter((name) => {
        const users = imports.filter((one) => one.name === name && one.path !== path);
        return users.length > 0 && users.every(({ unit }) => unit === "indexer");
      });
      return alone.map((name) => `${path} has ${name}`);
    });
}

describe("shared", () => {
  it("has no port and no noun that the indexer alone knows", () => {
    expect(ofOnePackage(readNames())).toEqual([]);
  });
});

describe("the rule of shared itself", () => {
  const port = namesOf(
    "packages/shared/src/ports/rows.ts",
    "export interface Rows {}\nexport type Row = 1;\n",
  );
  const user = (path: string, text: string) => namesOf(path, text);

  it("sees a type that the indexer alone imports", () => {
    const files = [
      port,
      user("packages/indexer/src/a.ts", 'import type { Rows, Row } from "@hugginggpt/shared";\n'),
    ];
    expect(ofOnePackage(files)).toEqual([`${port.path} has Rows`, `${port.path} has Row`]);
  });

  it("lets a type be that others import too, or that a shared one is made of", () => {
    const files = [
      port,
      user("packages/indexer/src/a.ts", 'import { type Rows, type Row } from "@hugginggpt/shared";\n'),
      user("apps/cli/src/b.ts", 'import type { Rows as All } from "@hugginggpt/shared";\n'),
      user("packages/shared/src/ports/c.ts", 'import type { Row } from "./rows.js";\n'),
    ];
    expect(ofOnePackage(files)).toEqual([]);
  });

  it("lets a type be that another of its file is made of", () => {
    const text = "export interface Part {}\nexport interface Whole { part: Part }\n";
    const files = [
      user("packages/shared/src/nouns/whole.ts", text),
      user("packages/indexer/src/a.ts", 'import type { Part } from "@hugginggpt/shared";\n'),
    ];
    expect(ofOnePackage(files)).toEqual([]);
  });
});
