import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CompletionChunks } from "./completion-chunks.js";

const chunks = new CompletionChunks({ id: "chatcmpl-1", created: 1, model: "hugginggpt" });
const parsed = (text: string) =>
  text
    .split("\n\n")
    .filter(Boolean)
    .map((event) => JSON.parse(event.replace(/^data: /, "")));

describe("the chunks of a completion", () => {
  it("hold a text whole, in lines far below the 64 KiB at which front ends die", () => {
    const long = fc.string({ unit: "grapheme", minLength: 0, maxLength: 30_000 });
    fc.assert(
      fc.property(long, (text) => {
        const events = chunks.content(text);
        const said = parsed(events).map(({ choices }) => choices[0].delta.content);
        expect(said.join("")).toBe(text);
        expect(said.every((piece) => piece.isWellFormed?.() ?? true)).toBe(true);
        for (const line of events.split("\n")) expect(Buffer.byteLength(line)).toBeLessThan(64 * 1024);
      }),
      { seed: 20261130, numRuns: 30 },
    );
    expect(Buffer.byteLength(chunks.content("\u0001".repeat(8_000)).split("\n")[0] ?? "")).toBeLessThan(
      64 * 1024,
    );
  });

  it("begin with the role and end with one reason, the usage where it was asked for, and [DONE]", () => {
    expect(parsed(chunks.begin())[0].choices[0].delta).toEqual({ role: "assistant", content: "" });
    const end = chunks.end({ prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 });
    expect(end.endsWith("data: [DONE]\n\n")).toBe(true);
    const [last, usage] = parsed(end.replace("data: [DONE]\n\n", ""));
    expect(last.choices).toMatchObject([{ delta: {}, finish_reason: "stop" }]);
    expect(usage).toMatchObject({ choices: [], usage: { total_tokens: 3 } });
    expect(parsed(chunks.end(null).replace("data: [DONE]\n\n", ""))).toHaveLength(1);
  });
});
