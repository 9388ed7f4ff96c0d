import { isNode, type Node, nameOf, visit } from "./syntax.js";

/** What holds a sentence for people. `message` is never a code; the others may be one, and are spared where they look so. */
const SENTENCE = /^(?:message|reason|error|problem|came)$/;
/** Functions that return such a sentence. */
const SAYS = /^(?:describe(?:Error|Problem)|(?:reason|message|error|problem|cause)(?:Of|Text|In))$/;
const MATCHERS = /^(?:match|matchAll|includes|startsWith|endsWith|search|indexOf|localeCompare)$/;
const TESTERS = /^(?:test|exec)$/;
const EQUAL = /^[!=]==?$/;
const CONSTANT = /^[A-Z][A-Z0-9_]+$/;

/**
 * Returns true for a node that decides by a sentence: matches, searches or compares an error's message, a reason or
 * what a helper makes of them. Putting sentences together is no decision.
 */
export function matchesMessage(node: Node): boolean {
  if (node.type === "SwitchStatement") return isNamed(node.discriminant, "message");
  if (node.type === "BinaryExpression") return EQUAL.test(String(node.operator)) && compares(node);
  if (node.type !== "CallExpression" || !isNode(node.callee) || node.callee.type !== "MemberExpression")
    return false;
  const { object, property } = node.callee;
  const method = nameOf(property) ?? "";
  const args = Array.isArray(node.arguments) ? node.arguments : [];
  if (TESTERS.test(method)) return args.some(holdsSentence);
  if (!MATCHERS.test(method) && method !== "has") return false;
  return (method !== "has" && holdsSentence(object)) || args.some((arg) => isNamed(arg, "message"));
}

/** A message compared with anything but nothing; any other sentence compared with a sentence or a constant. */
function compares({ left, right }: Node): boolean {
  const sides = [
    [left, right],
    [right, left],
  ] as const;
  return sides.some(([one, other]) => {
    if (isNamed(one, "message")) return !isNothing(other) && !isNamed(other, "message");
    return SENTENCE.test(ownName(one)) && (isSentence(other) || CONSTANT.test(nameOf(other) ?? ""));
  });
}

function holdsSentence(value: unknown): boolean {
  let found = false;
  visit(value, (node) => {
    // A variable `error` is the error itself.
    const isSentence = SENTENCE.test(ownName(node)) && nameOf(node) !== "error";
    found ||= isSentence || (node.type === "CallExpression" && SAYS.test(nameOf(node.callee) ?? ""));
  });
  return found;
}

/** The name of a variable, or of the field that is read. */
function ownName(node: unknown): string {
  if (!isNode(node)) return "";
  if (node.type === "ChainExpression") return ownName(node.expression);
  if (node.type === "MemberExpression") return node.computed ? "" : (nameOf(node.property) ?? "");
  return nameOf(node) ?? "";
}

function isNamed(node: unknown, name: string): boolean {
  return ownName(node) === name;
}

function isNothing(node: unknown): boolean {
  if (!isNode(node)) return false;
  return (
    nameOf(node) === "undefined" || (node.type === "Literal" && (node.value === null || node.value === ""))
  );
}

function isSentence(node: unknown): boolean {
  if (!isNode(node)) return false;
  if (node.type === "TemplateLiteral") return true;
  return node.type === "Literal" && typeof node.value === "string" && /\s/.test(node.value);
}
