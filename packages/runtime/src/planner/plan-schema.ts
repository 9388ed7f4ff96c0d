import type { ChatRequest } from "@hugginggpt/shared";

/**
 * Returns the JSON Schema of a plan. It gives the form alone, in few tokens, because most servers count it as prompt:
 * names of tasks and arguments stand in the prompt, and the checker reads what comes. Arguments are an object of any
 * names, which strict structured output does not admit, so it is not asked for.
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
