import type { ChatRequest } from "@hugginggpt/shared";

/**
 * Returns the JSON Schema of a plan. It contains only the form, in few tokens, because most servers count it as prompt:
 * the prompt names tasks and arguments, and the checker checks them. It is not strict: arguments are an object with any
 * names, which strict structured output does not allow.
 */
export function planSchema(): NonNullable<ChatRequest["schema"]> {
  const task = {
    type: "object",
    properties: {
      id: { type: "integer" },
      task: { type: "string" },
      args: { type: "object" },
      need: { type: "string" },
    },
    required: ["id", "task", "args"],
  };
  return {
    name: "plan",
    strict: false,
    schema: {
      type: "object",
      properties: { tasks: { type: "array", items: task } },
      required: ["tasks"],
    },
  };
}
