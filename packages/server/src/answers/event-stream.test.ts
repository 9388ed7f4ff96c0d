import { describe, expect, it } from "vitest";
import { handClock } from "../testing/hand-clock.js";
import { eventStream, eventText } from "./event-stream.js";

const BEAT = 15_000;

/** A source whose texts a test gives one by one, and what it was asked for. */
function source() {
  const clock = handClock();
  const asked = { count: 0, ends: 0, gone: null as AbortSignal | null };
  let give: (text: string | null) => void = () => undefined;
  async function* items(gone: AbortSignal): AsyncGenerator<string, void, void> {
    asked.gone = gone;
    for (;;) {
      asked.count++;
      const text = await new Promise<string | null>((resolve) => {
        give = resolve;
      });
      if (text === null) return;
      yield text;
    }
  }
  const response = eventStream({ items, textOf: String, clock, onEnd: () => void asked.ends++ });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error("a response without a body");
  const settled = () => new Promise(setImmediate);
  return { clock, asked, reader, settled, give: (text: string | null) => give(text), response };
}

describe("a stream of events", () => {
  it("gives each text, a comment for every silent quarter of a minute, and the end", async () => {
    const { clock, asked, reader, settled, give } = source();
    const first = reader.read();
    await settled();
    give("data: 1\n\n");
    expect((await first).value).toBe("data: 1\n\n");
    const beat = reader.read();
    await settled();
    await clock.pass(BEAT - 1);
    await clock.pass(1);
    expect((await beat).value).toMatch(/^: .*\n\n$/);
    const last = reader.read();
    await settled();
    give(null);
    expect([(await last).done, asked.ends, asked.gone?.aborted, clock.sleepers]).toEqual([true, 1, true, 0]);
  });

  it("takes nothing of its source ahead of a reader that does not read", async () => {
    const clock = handClock();
    let given = 0;
    async function* items(): AsyncGenerator<string, void, void> {
      for (;;) yield `data: ${given++}\n\n`;
    }
    const response = eventStream({ items, textOf: String, clock });
    await new Promise(setImmediate);
    expect(given).toBe(0);
    const reader = response.body?.getReader();
    for (let n = 0; n < 3; n++) await reader?.read();
    await new Promise(setImmediate);
    expect(given).toBeLessThanOrEqual(4);
    await reader?.cancel();
  });

  it("tells its source that the reader is gone, once", async () => {
    const { clock, asked, reader, settled } = source();
    const read = reader.read();
    await settled();
    await reader.cancel();
    await read;
    await settled();
    expect([asked.ends, asked.gone?.aborted, clock.sleepers]).toEqual([1, true, 0]);
  });

  it("ends where its source fails", async () => {
    let ends = 0;
    // biome-ignore lint/correctness/useYield: it fails before it gives anything
    async function* items(): AsyncGenerator<string, void, void> {
      throw new Error("broken");
    }
    const response = eventStream({ items, textOf: String, clock: handClock(), onEnd: () => void ends++ });
    await expect(response.text()).rejects.toThrow("broken");
    expect(ends).toBe(1);
  });

  it("keeps an event's data on one line, whatever is in it", () => {
    const data = { text: "a\nb\r\n\nid: 7\n\ndata: x", odd: "\u2028\u0000" };
    const text = eventText(data, { id: 3, event: "note" });
    const lines = text.split("\n");
    expect(lines.slice(0, 2)).toEqual(["id: 3", "event: note"]);
    expect(JSON.parse(lines[2]?.slice("data: ".length) ?? "")).toEqual(data);
    expect(lines.slice(3)).toEqual(["", ""]);
  });
});
