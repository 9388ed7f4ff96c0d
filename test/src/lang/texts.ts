import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";
import { isNode, type Node, nameOf, visit } from "../architecture/syntax.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const CATALOGUE = join(ROOT, "apps/cli/src/lang/zh");

/** A text that stands in a source file, with `{1}`, `{2}` for values. */
export interface Text {
  readonly path: string;
  readonly text: string;
  /** `said`: by the tag `t`; `counted`: a noun of `count`; `fault`: what a Fault or a Refusal says; `plain`: any other. */
  readonly by: "said" | "counted" | "fault" | "plain";
}

/** Returns the catalogue by the names of its files. */
export function catalogues(): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const files = readdirSync(CATALOGUE).filter((name) => name.endsWith(".json"));
  return new Map(
    files.map((name) => [
      name,
      JSON.parse(readFileSync(join(CATALOGUE, name), "utf8")) as Record<string, string>,
    ]),
  );
}

/** Returns the texts of every source file under some folders of the repository, tests left out. */
export function textsUnder(...folders: readonly string[]): Text[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /(?<!\.d|\.test)\.ts$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .flatMap((file) => textsIn(relative(ROOT, file).split(sep).join("/"), readFileSync(file, "utf8"))),
  );
}

/** Returns the source of the command line's library. */
export function commanderSource(): string {
  const lib = dirname(createRequire(join(ROOT, "apps/cli/package.json")).resolve("commander"));
  return readdirSync(join(lib, "lib"))
    .map((name) => readFileSync(join(lib, "lib", name), "utf8"))
    .join("\n");
}

/** Fields whose text a person reads. */
const SAYS = new Set(["reason", "next", "none"]);

/** Returns the texts of a file. */
export function textsIn(path: string, source: string): Text[] {
  const texts: Text[] = [];
  const by = new Map<unknown, Text["by"]>();
  const skipped = new Set<unknown>();
  visit(parseSync(path, source).program, (node) => {
    if (skipped.has(node)) return;
    if (/^(?:Import|Export(?:All|Named))/.test(node.type)) skipped.add(node.source);
    if (node.type === "TaggedTemplateExpression")
      by.set(node.quasi, nameOf(node.tag) === "t" ? "said" : "plain");
    if (node.type === "CallExpression" && nameOf(node.callee) === "count")
      mark(argumentsOf(node)[1], "counted");
    if (node.type === "NewExpression" && ["Fault", "Refusal"].includes(nameOf(node.callee) ?? ""))
      mark(node.arguments, "fault");
    // What is wrong with a file that somebody gave, and what to do.
    if (
      node.type === "CallExpression" &&
      nameOf(node.callee) === "unreadable" &&
      path.includes("/artifacts/")
    )
      mark(argumentsOf(node), "fault");
    // What an outcome or a refusal says; `glossed` has words of other languages.
    if (node.type === "Property" && SAYS.has(nameOf(node.key) ?? "") && !/\/(?:glossed|testing)\//.test(path))
      mark(node.value, "fault");
    const text = textOf(node);
    if (text !== null && node.type !== "TSLiteralType")
      texts.push({ path, text, by: by.get(node) ?? "plain" });
  });
  return texts;

  function mark(value: unknown, what: Text["by"]): void {
    visit(value, (inner) => {
      if (!by.has(inner)) by.set(inner, what);
    });
  }
}

function argumentsOf(node: Node): readonly unknown[] {
  return Array.isArray(node.arguments) ? node.arguments : [];
}

/** What a literal or a template says; null for every other node. */
function textOf(node: Node): string | null {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : null;
  if (node.type !== "TemplateLiteral" || !Array.isArray(node.quasis)) return null;
  return node.quasis
    .map((quasi, i) => `${i > 0 ? `{${i}}` : ""}${isCooked(quasi) ? quasi.value.cooked : ""}`)
    .join("");
}

function isCooked(quasi: unknown): quasi is Node & { readonly value: { readonly cooked: string } } {
  return isNode(quasi) && typeof quasi.value === "object" && quasi.value !== null && "cooked" in quasi.value;
}

/** Returns the parts of the text below a command's options that are looked up: sentences, comments and requests of examples. */
export function partsOfHelp(text: string): string[] {
  return text.split(/\n(?=\n)|\n(?= )|(?<=^|\n) (?=\S)/).flatMap((block) => {
    const lines = block.trim();
    const [, comment = ""] = / # (.*)$/.exec(lines) ?? [];
    const [request = ""] = /(?<=hugginggpt (?:run|plan) ")[^"]+/.exec(lines) ?? [];
    if (/^[$>]/.test(lines)) return [comment, request].filter((part) => part && !part.startsWith("."));
    return lines.replaceAll("\n", " ").split(/(?<=[.!?]) (?=[A-Z`"/-])/);
  });
}
