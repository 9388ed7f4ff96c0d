import { parseSync } from "oxc-parser";
import { isNode, nameOf, visit } from "./syntax.js";

const CASES = new Set(["it", "test"]);

/**
 * Returns the titles of the tests in a file, in its order, as they are written: `%s` stands where a table of cases puts
 * its values. A title that is made at run time is left out.
 */
export function testTitles(path: string, text: string): string[] {
  const titles: string[] = [];
  visit(parseSync(path, text).program, (node) => {
    if (node.type !== "CallExpression" || !CASES.has(calledName(node.callee) ?? "")) return;
    const [title] = Array.isArray(node.arguments) ? node.arguments : [];
    if (isNode(title) && title.type === "Literal" && typeof title.value === "string")
      titles.push(title.value);
  });
  return titles;
}

/** The first name of what is called: `it` for `it`, `it.each(cases)` and `it.skipIf(...).each(...)`. */
function calledName(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === "MemberExpression") return calledName(node.object);
  if (node.type === "CallExpression") return calledName(node.callee);
  return node.type === "TaggedTemplateExpression" ? calledName(node.tag) : nameOf(node);
}
