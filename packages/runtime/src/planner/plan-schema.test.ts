import { describe, expect, it } from "vitest";
import { planSchema } from "./plan-schema.js";

describe("planSchema", () => {
  it("asks for tasks with an id, a name and arguments of any names, which strict output does not admit", () => {
    const { name, strict, schema } = planSchema();
    expect([name, strict]).toEqual(["plan", false]);
    expect(schema).toMatchObject({
      required: ["tasks"],
      properties: {
        tasks: { items: { required: ["id", "task", "args"], properties: { args: { type: "object" } } } },
      },
    });
  });

  it("stays short: servers count it as prompt", () => {
    expect(JSON.stringify(planSchema().schema).length).toBeLessThan(300);
  });
});
