import { posix } from "node:path";
import { importedPath, type SourceFile } from "./source-file.js";

/** Which files of ours each file imports, type imports included. */
export type FileGraph = ReadonlyMap<string, ReadonlySet<string>>;

/** Returns the graph of these files: relative imports of files among them, and of none to itself. */
export function fileGraph(files: readonly SourceFile[]): FileGraph {
  const known = new Set(files.map(({ path }) => path));
  return new Map(
    files.map((file) => {
      const paths = file.imports.flatMap((specifier) => importedPath(file, specifier) ?? []);
      return [file.path, new Set(paths.filter((path) => known.has(path) && path !== file.path))];
    }),
  );
}

/** Returns the circles of a graph: each the files that reach one another, in the order of their paths. */
export function circlesOf(graph: FileGraph): string[][] {
  const reached = new Map([...graph.keys()].map((path) => [path, reachable(path, graph)]));
  const circles = new Map<string, string[]>();
  for (const [path, others] of reached) {
    const circle = [...others].filter((other) => reached.get(other)?.has(path)).sort();
    if (circle.length > 0) circles.set(circle.join(" "), circle);
  }
  return [...circles.values()];
}

/** What a file reaches by one import or several. */
function reachable(from: string, graph: FileGraph): Set<string> {
  const seen = new Set<string>();
  const open = [...(graph.get(from) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(graph.get(next) ?? []));
  }
  return seen;
}

/** Returns, by path, the only file that imports a file; without those that nobody or several import. */
export function onlyImporters(graph: FileGraph): ReadonlyMap<string, string> {
  const importers = new Map<string, string[]>();
  for (const [path, imported] of graph) {
    for (const other of imported) importers.set(other, [...(importers.get(other) ?? []), path]);
  }
  return new Map(
    [...importers].flatMap(([path, [one, ...others]]) =>
      one && others.length === 0 ? [[path, one] as const] : [],
    ),
  );
}

/** Returns how many files lie in each folder itself. */
export function folderSizes(files: readonly SourceFile[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { path } of files) {
    const folder = posix.dirname(path);
    sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
  }
  return sizes;
}
