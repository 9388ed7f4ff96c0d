import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";
import { matchesMessage } from "./matches-message.js";
import { isNode, type Node, nameOf, visit } from "./syntax.js";

/** A source file of the repository, parsed. */
export interface SourceFile {
  /** From the repository's root, with slashes: `packages/indexer/src/open-registry.ts`. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly isTest: boolean;
  /** What it imports, re-exports or names in an `import()` type, as written. */
  readonly imports: readonly string[];
  /** The longest function's lines, and where it starts. */
  readonly longestFunction: { readonly line: number; readonly lines: number };
  /** Names of forbidden or restricted things that it uses, with their lines. */
  readonly uses: readonly Use[];
}

export interface Use {
  readonly what:
    | "console"
    | "process.env"
    | "process.exit"
    | "fetch"
    | "eval"
    | "default export"
    | "export *"
    | "message match"
    | "banner";
  readonly line: number;
}

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");
/** Four or more equal drawing characters in a row. */
const BANNER = /([=#*~─━═-])\1{3,}/;
const GLOBALS = ["globalThis", "global"];

let sources: readonly SourceFile[] | null = null;

/** Returns every TypeScript source of the packages and apps, parsed once a process, in the order of their paths. */
export function readSources(): readonly SourceFile[] {
  sources ??= readAll();
  return sources;
}

function readAll(): SourceFile[] {
  return ["packages", "apps"].flatMap((group) =>
    readdirSync(join(ROOT, group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => typescriptUnder(join(ROOT, group, name, "src"))),
  );
}

/**
 * Returns a file's facts.
 * @throws Error when it does not parse.
 */
export function parseSource(path: string, text: string): SourceFile {
  const { program, comments, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path} does not parse: ${errors[0].message}`);
  const lineAt = lineFinder(text);
  const imports: string[] = [];
  const uses: Use[] = [];
  let longestFunction = { line: 0, lines: 0 };
  visit(program, (node) => {
    const source = importSource(node);
    if (source !== null) imports.push(source);
    const what = useOf(node);
    if (what !== null) uses.push({ what, line: lineAt(startOf(node)) });
    if (matchesMessage(node)) uses.push({ what: "message match", line: lineAt(startOf(node)) });
    if (isFunction(node)) {
      const line = lineAt(startOf(node));
      const lines = lineAt(Number(node.end)) - line + 1;
      if (lines > longestFunction.lines) longestFunction = { line, lines };
    }
  });
  for (const { value, start } of comments) {
    if (BANNER.test(value)) uses.push({ what: "banner", line: lineAt(start) });
  }
  return {
    path,
    text,
    lines: text.split("\n").length - 1,
    isTest: path.endsWith(".test.ts"),
    imports,
    longestFunction,
    uses,
  };
}

/** Returns the path, from the root, that a relative import means; null for the import of a package. */
export function importedPath(file: SourceFile, specifier: string): string | null {
  if (!specifier.startsWith(".")) return null;
  return posix.join(posix.dirname(file.path), specifier).replace(/\.js$/, ".ts");
}

function typescriptUnder(folder: string): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => parseSource(relative(ROOT, file).split(sep).join("/"), readFileSync(file, "utf8")));
}

function importSource(node: Node): string | null {
  if (!/^(?:Import(?:Declaration|Expression)|Export(?:All|Named)Declaration|TSImportType)$/.test(node.type))
    return null;
  return isNode(node.source) && typeof node.source.value === "string" ? node.source.value : null;
}

function useOf(node: Node): Use["what"] | null {
  switch (node.type) {
    case "ExportDefaultDeclaration":
      return "default export";
    case "ExportAllDeclaration":
      return "export *";
    case "CallExpression":
      if (isGlobal(node.callee, "eval") || isGlobal(node.callee, "Function")) return "eval";
      return isGlobal(node.callee, "fetch") ? "fetch" : null;
    case "NewExpression":
      return isGlobal(node.callee, "Function") ? "eval" : null;
    case "MemberExpression":
      if (isGlobal(node.object, "console")) return "console";
      if (isGlobal(node.object, "process") && nameOf(node.property) === "env") return "process.env";
      return isGlobal(node.object, "process") && nameOf(node.property) === "exit" ? "process.exit" : null;
    default:
      return null;
  }
}

/** True for `name` and for `globalThis.name`. */
function isGlobal(node: unknown, name: string): boolean {
  if (nameOf(node) === name) return true;
  if (!isNode(node) || node.type !== "MemberExpression") return false;
  return GLOBALS.includes(nameOf(node.object) ?? "") && nameOf(node.property) === name;
}

function isFunction(node: Node): boolean {
  return /^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}

function startOf(node: Node): number {
  return Number(node.start);
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => {
    const next = starts.findIndex((start) => start > offset);
    return next === -1 ? starts.length : next;
  };
}
