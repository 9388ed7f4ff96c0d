import { TASK_IDS, taskSpec } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { planSchema } from "./plan-schema.js";

const offered = TASK_IDS.map(taskSpec).filter(({ outputs }) => outputs.length > 0);

describe("planSchema", () => {
  it("lets tasks with equal arguments share one alternative", () => {
    const specs = [taskSpec("summarization"), taskSpec("text-classification"), taskSpec("image-to-text")];
    const { schema } = planSchema(specs);
    expect(schema).toMatchObject({
      properties: {
        tasks: {
          items: {
            anyOf: [
              { properties: { task: { enum: ["summarization", "text-classification"] } } },
              { properties: { task: { enum: ["image-to-text"] }, args: { required: ["image"] } } },
            ],
          },
        },
      },
    });
  });

  it("names every offered task once", () => {
    const written = JSON.stringify(planSchema(offered));
    for (const { id } of offered) expect(written.split(`"${id}"`)).toHaveLength(2);
  });

  it("keeps to strict structured output: every property required, nothing else admitted", () => {
    const check = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      if (
        "properties" in value &&
        "required" in value &&
        value.properties &&
        typeof value.properties === "object"
      ) {
        expect(value).toMatchObject({ additionalProperties: false, required: Object.keys(value.properties) });
      }
      for (const inner of Object.values(value)) check(inner);
    };
    check(planSchema(offered).schema);
  });
});
