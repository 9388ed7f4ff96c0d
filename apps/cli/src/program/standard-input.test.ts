import { createInterface } from "node:readline";
import { PassThrough, Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { CliContext } from "./cli-context.js";
import { boundedLines, firstBytes, readAll } from "./standard-input.js";

function contextOf(input: Readable & { isTTY?: boolean }) {
  const err = new PassThrough();
  const stop = new AbortController();
  // Only what is touched of a context is there.
  const context = { in: input, err, env: {}, signal: stop.signal } as unknown as CliContext;
  return { context, stop, said: () => String(err.read() ?? "") };
}

describe("what may come on standard input", () => {
  it("comes, and is all there to be read", async () => {
    const input = new PassThrough();
    const { context, said } = contextOf(input);
    const comes = firstBytes(context);
    input.write("one ");
    input.end("two");
    expect(await comes).toBe(true);
    expect(String(await readAll(context))).toBe("one two");
    expect(said()).toBe("");
  });

  it("is nothing where the pipe is closed at once, and nothing is said of it", async () => {
    const { context, said } = contextOf(Readable.from([]));
    expect(await firstBytes(context)).toBe(false);
    expect(said()).toBe("");
  });

  it("is not waited for where nobody writes and nobody closes, and that is said", async () => {
    const { context, said } = contextOf(new PassThrough());
    expect(await firstBytes(context, 1)).toBe(false);
    expect(said()).toContain("continuing without it");
  });

  it("is nothing where it cannot be read", async () => {
    const input = new PassThrough();
    input.destroy(new Error("EISDIR"));
    expect(await firstBytes(contextOf(input).context)).toBe(false);
  });

  it("ends the waiting where the run is interrupted", async () => {
    const { context, stop } = contextOf(new PassThrough());
    const [comes, all] = [firstBytes(context), readAll(context)];
    stop.abort(new Error("interrupted"));
    await expect(comes).rejects.toThrow("interrupted");
    await expect(all).rejects.toThrow("interrupted");
  });

  it("is refused at a terminal, where it would have to be typed", async () => {
    await expect(
      readAll(contextOf(Object.assign(new PassThrough(), { isTTY: true })).context),
    ).rejects.toThrow("terminal");
  });
});

describe("lines of an input", () => {
  const linesOf = (pieces: Iterable<Buffer>) =>
    createInterface({ input: boundedLines(Readable.from(pieces)) });

  it("come one by one, wherever the pieces are cut", async () => {
    const text = Buffer.from("one\n\u4e8c\n\nthree");
    for (let at = 1; at < text.byteLength; at++) {
      const lines: string[] = [];
      for await (const line of linesOf([text.subarray(0, at), text.subarray(at)])) lines.push(line);
      expect(lines).toEqual(["one", "\u4e8c", "", "three"]);
    }
  });

  it("are refused where one has no end, before much of it is read", async () => {
    let read = 0;
    function* endless() {
      yield Buffer.from("one\n");
      for (;;) {
        read += 65_536;
        yield Buffer.alloc(65_536);
      }
    }
    const lines: string[] = [];
    const reading = (async () => {
      for await (const line of linesOf(endless())) lines.push(line);
    })();
    await expect(reading).rejects.toMatchObject({ code: "INPUT_TOO_LARGE" });
    expect(lines).toEqual(["one"]);
    expect(read).toBeLessThan(3_000_000);
  });
});
