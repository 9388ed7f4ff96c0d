import { parseSync } from "oxc-parser";
import { roomOf } from "./rooms.js";
import { readSources } from "./source-file.js";

/** The names that a file exports by its own and does not use itself, and those that it imports from elsewhere. */
export interface NamedUse {
  readonly path: string;
  /** Its package or app. */
  readonly unit: string;
  readonly exports: readonly string[];
  readonly imports: readonly string[];
}

/** Returns the names of a file, types included. */
export function namesOf(path: string, text: string): NamedUse {
  const { staticExports, staticImports } = parseSync(path, text).module;
  const own = staticExports.flatMap(({ entries }) => entries.filter(({ moduleRequest }) => !moduleRequest));
  return {
    path,
    unit: roomOf(path)?.unit ?? "",
    exports: own.flatMap(({ exportName }) => exportName.name ?? []).filter((name) => !isUsed(name, text)),
    imports: staticImports.flatMap(({ entries }) =>
      entries.flatMap(({ importName }) => importName.name ?? []),
    ),
  };
}

/** Whether a file has a name of its own a second time, as where another of its types is made of it. */
function isUsed(name: string, text: string): boolean {
  return (text.match(new RegExp(`\\b${name}\\b`, "g"))?.length ?? 0) > 1;
}

/** Returns the names of every source that is no test and no helper of tests. */
export function readNames(): NamedUse[] {
  return readSources()
    .filter(({ isTest, path }) => !isTest && roomOf(path)?.folder !== "testing")
    .map(({ path, text }) => namesOf(path, text));
}
