import { processorTime } from "@hugginggpt/testing";
import { expect, it } from "vitest";
import { readEventStream } from "./event-stream.js";

it("a stream of events is the text of its pieces, whatever stands after the colon", () => {
  const stream = 'data:{"token":{"text":"a"}}\r\ndata:  {"token":{"text":"b"}}\n: ping\ndata: [DONE]\n';
  expect(readEventStream(stream)).toEqual({ generated_text: "ab" });
});

it.each([" ", "\t", "data:", "\u2028"])("a long line of %j is read in a moment", async (piece) => {
  const line = `data:${piece.repeat(200_000)}\u2028`;
  const { value, ms } = await processorTime(() => readEventStream(line));
  expect(value).toEqual({ generated_text: "" });
  expect(ms).toBeLessThan(2_000);
});
