import { describe, expect, it } from "vitest";
import { z } from "zod";
import { describeIssue } from "./schema-issue.js";

const approval = z.union([
  z.strictObject({ approve: z.boolean() }),
  z.strictObject({ task: z.int().min(0), model: z.string() }),
]);
const body = z.strictObject({
  policy: z.enum(["best", "fastest"]).optional(),
  topK: z.int().min(1).max(50).optional(),
  input: z.union([z.string(), z.array(z.string())]).optional(),
  caps: z.strictObject({ maxCost: z.number() }).optional(),
});

describe("what a schema says of a value", () => {
  it.each([
    [body, { policy: "fast" }, '"policy" must be best, fastest'],
    [body, { topK: 0 }, '"topK" must be at least 1'],
    [body, { topK: 51 }, '"topK" must be at most 50'],
    [body, { caps: { maxCost: "1" } }, '"caps.maxCost" must be a number'],
    [body, { caps: { maxcost: 1, maxCost: 1 } }, 'there is no field "caps.maxcost"'],
    [body, [], "it must be settings in { }"],
    [body, { input: [[1, 2]] }, '"input.0" must be a text in quotes'],
    [approval, { approve: "maybe" }, '"approve" must be true or false'],
    [approval, { task: "x", model: "a/b" }, '"task" must be a number'],
  ])("is plain words, of a union those of the form that it comes closest to", (schema, value, said) => {
    const issue = schema.safeParse(value).error?.issues[0];
    expect(issue && describeIssue(issue, "field")).toBe(said);
  });
});
