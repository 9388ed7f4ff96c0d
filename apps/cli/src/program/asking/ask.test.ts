import { PassThrough } from "node:stream";
import { describe, expect, it, vi } from "vitest";
import type { CliContext } from "../cli-context.js";
import { ask } from "./ask.js";

/** A terminal whose modes are noted. */
function terminal() {
  const modes: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (on: boolean) => modes.push(on),
  });
  const err = new PassThrough();
  const abort = new AbortController();
  // Only what is touched of a context is there.
  const context = { in: input, err, signal: abort.signal } as unknown as CliContext;
  return { modes, input, abort, context, said: () => String(err.read() ?? "") };
}

describe("a hidden question", () => {
  it("shows nothing of the answer, and leaves the terminal as it was", async () => {
    const { modes, input, context, said } = terminal();
    const asked = ask("Token: ", context, true);
    input.write("abc-secret\r");
    expect(await asked).toBe("abc-secret");
    expect(said()).toBe("Token: \n");
    expect(modes).toEqual([true, false]);
  });

  it("is left by Ctrl-C as an interrupt, and by Ctrl-D as no answer, with the terminal as it was", async () => {
    const first = terminal();
    process.once("SIGINT", () => first.abort.abort(new Error("interrupted")));
    const interrupted = ask("Token: ", first.context, true);
    first.input.write("abc\u0003");
    await expect(interrupted).rejects.toThrow("interrupted");
    expect(first.modes.at(-1)).toBe(false);
    const second = terminal();
    const ended = ask("Token: ", second.context, true);
    second.input.write("\u0004");
    expect(await ended).toBe("");
    expect(second.modes.at(-1)).toBe(false);
    expect(first.said() + second.said()).not.toContain("abc");
  });
});

it("an open question shows what is typed", async () => {
  const { input, context } = terminal();
  const write = vi.spyOn(context.err, "write");
  const asked = ask("Run this? ", context);
  input.write("yes\n");
  expect(await asked).toBe("yes");
  expect(write).toHaveBeenCalledWith(expect.stringContaining("Run this?"));
});
