import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TaskStream } from "./task-stream.js";

const A = { id: 0, task: "summarization", args: { text: 'a {b} [c] "d"' }, dep: [-1] };
const B = { id: 1, task: "text-to-speech", args: { text: "<GENERATED>-0" }, dep: [0] };

function recognised(...pieces: string[]): unknown[] {
  const tasks: unknown[] = [];
  const stream = new TaskStream((task) => tasks.push(task));
  for (const piece of pieces) stream.push(piece);
  return tasks;
}

describe("TaskStream", () => {
  it("hands a task over as soon as it is complete, before the plan is", () => {
    expect(recognised('{"tasks":[', JSON.stringify(A))).toEqual([A]);
    expect(recognised('{"tasks":[', JSON.stringify(A), ",", JSON.stringify(B).slice(0, -1))).toEqual([A]);
  });

  it.each([
    ["an object with tasks", JSON.stringify({ tasks: [A, B] })],
    ["an object with a plan", JSON.stringify({ plan: [A, B] })],
    ["a list", JSON.stringify([A, B])],
    [
      "a fenced plan after prose",
      `Here is the plan:\n\`\`\`json\n${JSON.stringify({ tasks: [A, B] })}\n\`\`\``,
    ],
  ])("finds every task in %s, however it is cut into pieces", (_, reply) => {
    fc.assert(
      fc.property(fc.array(fc.nat(reply.length), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), reply.length];
        const pieces = at.slice(1).map((end, i) => reply.slice(at[i], end));
        expect(recognised(...pieces)).toEqual([A, B]);
      }),
    );
  });

  it("recognises nothing in what is no plan, and never throws", () => {
    expect(recognised("[Note] I will not plan.", JSON.stringify({ tasks: [A] }))).toEqual([]);
    fc.assert(fc.property(fc.array(fc.string()), (pieces) => void recognised(...pieces)));
  });
});
