import { BUILTIN_TOOLS, builtinEndpoint, isFault, type Job } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { BuiltinBackend } from "./builtin-backend.js";

/** What HuggingGPT's model server did wrong; numbers as in docs/parity.md. */
const backend = new BuiltinBackend();
const never = new AbortController().signal;

function jobOf(name: string, text: string): Job {
  const tool = BUILTIN_TOOLS.find((one) => one.tool === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return { task: tool.task, model: tool.id, endpoint: builtinEndpoint(tool), args: { text } };
}

describe("models on this machine, against HuggingGPT's defects", () => {
  it("D40: what is not there is refused, and what failed or was stopped works at the next call", async () => {
    const good = jobOf("flite", "Fine.");
    const unknown: Job = {
      ...good,
      endpoint: { kind: "builtin", provider: "builtin", tool: "vits", task: good.task, status: "live" },
    };
    const failed = await backend.run(unknown, never).catch((error) => error);
    expect(isFault(failed, "UNSUPPORTED")).toBe(true);
    for (const text of ["", "日本語です"]) {
      const refused = await backend.run(jobOf("flite", text), never).catch((error) => error);
      expect(isFault(refused, "BAD_REQUEST")).toBe(true);
    }
    const stop = new AbortController();
    const stopped = backend.run(jobOf("flite", "A long text. ".repeat(300)), stop.signal);
    setImmediate(() => stop.abort(new Error("stopped")));
    await expect(stopped).rejects.toThrow("stopped");
    const atOnce = await Promise.all([backend.run(good, never), backend.run(good, never)]);
    expect(atOnce.map(({ media }) => media?.length)).toEqual([1, 1]);
  });
});
