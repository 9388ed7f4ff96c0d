import type { ArgSpec, ChatRequest, TaskSpec } from "@hugginggpt/shared";

type Schema = Readonly<Record<string, unknown>>;

/**
 * Returns the JSON Schema of a plan of the given tasks: each task with its own arguments. It keeps to what strict
 * structured output allows: every property required, optional ones nullable, nothing else admitted. Tasks with equal
 * arguments share one alternative, because servers count the schema as prompt.
 */
export function planSchema(tasks: readonly TaskSpec[]): NonNullable<ChatRequest["schema"]> {
  const shapes = new Map<string, { args: Schema; ids: string[] }>();
  for (const { id, args } of tasks) {
    const shape = object(Object.fromEntries(args.map((arg) => [arg.name, argSchema(arg)])));
    const key = JSON.stringify(shape);
    const known = shapes.get(key);
    if (known) known.ids.push(id);
    else shapes.set(key, { args: shape, ids: [id] });
  }
  const list = { type: "array", items: { anyOf: [...shapes.values()].map(taskSchema) } };
  return { name: "plan", schema: object({ tasks: list }) };
}

function taskSchema({ args, ids }: { readonly args: Schema; readonly ids: readonly string[] }): Schema {
  return object({
    id: { type: "integer" },
    task: { type: "string", enum: ids },
    args,
    dep: { type: "array", items: { type: "integer" } },
  });
}

function argSchema({ type, list, required }: ArgSpec): Schema {
  if (list) return { type: required ? "array" : ["array", "null"], items: { type: "string" } };
  const plain = type === "numbers" ? ["number", "string"] : ["string"];
  const types = required ? plain : [...plain, "null"];
  return { type: types.length === 1 ? types[0] : types };
}

function object(properties: Schema): Schema {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}
