import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";
import { isNode, type Node, nameOf, visit } from "./syntax.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
/** Functions from the command to the provider at most, and until a plan is executed. */
const MOST = 20;
const BEFORE_EXECUTION = 10;

interface Step {
  readonly name: string;
  readonly path: string;
}

/** Returns the numbered list under "The way of a request": `name` in `path`. */
function stepsIn(page: string): Step[] {
  const [, section = ""] = page.split("## The way of a request\n");
  const [list = ""] = section.split("\n## ");
  return [...list.matchAll(/^\d+\. `(?<name>[\w#]+)` in `(?<path>[^`]+)`/gm)].map(({ groups }) => ({
    name: groups?.name ?? "",
    path: groups?.path ?? "",
  }));
}

/** Returns all functions and methods of a name that a file defines. */
function functionsOf({ name, path }: Step): Node[] {
  const { program } = parseSync(path, readFileSync(join(ROOT, path), "utf8"));
  const found: Node[] = [];
  visit(program, (node) => {
    const key = node.id ?? node.key;
    const isNamed = nameOf(key) === name || (isNode(key) && `#${String(key.name)}` === name);
    const value = node.value ?? node.init ?? node;
    if (isNamed && isNode(value) && /Function/.test(value.type)) found.push(value);
  });
  return found;
}

/** True where a function names another one. */
function names(inside: Node, { name }: Step): boolean {
  let isNamed = false;
  visit(inside, (node) => {
    isNamed ||=
      nameOf(node) === name || (node.type === "PrivateIdentifier" && `#${String(node.name)}` === name);
  });
  return isNamed;
}

describe("the way of a request", () => {
  const steps = stepsIn(readFileSync(join(ROOT, "ARCHITECTURE.md"), "utf8"));

  it(`has at most ${MOST} functions, ${BEFORE_EXECUTION} of them before a plan is executed`, () => {
    expect(steps.length).toBeGreaterThan(BEFORE_EXECUTION);
    expect(steps.length).toBeLessThanOrEqual(MOST);
    expect(steps.findIndex(({ name }) => name === "executePlan")).toBeLessThanOrEqual(BEFORE_EXECUTION);
  });

  it("is in the code as ARCHITECTURE.md lists it: each function exists, and is called by the one before or handed to it", () => {
    const missing = steps.filter((step) => functionsOf(step).length === 0);
    expect(missing).toEqual([]);
    const apart = steps.filter((step, at) => {
      const [before, caller] = [steps[at - 1], steps[at - 2]];
      // The library that reads the command line calls what a command gave it.
      if (!before || (step.name === "run" && before.name === "runProgram")) return false;
      const callers = [before, ...(caller ? [caller] : [])].flatMap(functionsOf);
      return !callers.some((one) => names(one, step));
    });
    expect(apart).toEqual([]);
  });
});
