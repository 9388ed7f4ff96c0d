/** A node of the syntax tree: its type and fields of many kinds. */
export type Node = Readonly<Record<string, unknown>> & { readonly type: string };

/** Returns what an identifier says; null for every other node. */
export function nameOf(node: unknown): string | null {
  return isNode(node) && node.type === "Identifier" && typeof node.name === "string" ? node.name : null;
}

/** Shows every node at and below a value, parents first. */
export function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const part of value) visit(part, see);
  else if (typeof value === "object" && value !== null) {
    if (isNode(value)) see(value);
    for (const part of Object.values(value)) visit(part, see);
  }
}

/** True for a node of the syntax tree. */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
