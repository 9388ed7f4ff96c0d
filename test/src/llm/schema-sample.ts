import { asObject } from "../loopback/loopback-request.js";

/**
 * Returns a value that a JSON Schema allows, as small as it can be: the first of an enum, `said` for a text, an empty
 * list, every property of an object. Null for a schema that says nothing of a type.
 */
export function schemaSample(schema: unknown, said: string): unknown {
  const { type, enum: choices, const: fixed, properties, anyOf, minItems, items } = asObject(schema);
  if (fixed !== undefined) return fixed;
  if (Array.isArray(choices)) return choices[0];
  if (Array.isArray(anyOf)) return schemaSample(anyOf[0], said);
  if (properties !== undefined) {
    const entries = Object.entries(asObject(properties));
    return Object.fromEntries(entries.map(([name, part]) => [name, schemaSample(part, said)]));
  }
  if (type === "array")
    return typeof minItems === "number" && minItems > 0 ? [schemaSample(items, said)] : [];
  if (type === "string") return said;
  if (type === "number" || type === "integer") return 0;
  return type === "boolean" ? false : null;
}
