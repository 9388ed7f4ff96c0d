import { PassThrough } from "node:stream";
import { Fault } from "@hugginggpt/shared";
import { describe, expect, test } from "vitest";
import type { CliContext } from "../../program/cli-context.js";
import { syncLog } from "./sync-log.js";

function logOf(act: (log: ReturnType<typeof syncLog>) => void): Record<string, unknown>[] {
  const err = new PassThrough();
  // Only what the log touches of a context is there.
  const context = { env: { HF_TOKEN: "hf_secretsecret" }, err } as unknown as CliContext;
  act(syncLog(context, () => Date.parse("2026-11-22T07:30:00.000Z")));
  const lines = String(err.read() ?? "").trim();
  return lines.split("\n").map((line) => JSON.parse(line));
}

describe("the log of a sync", () => {
  test("has one JSON line an event, with time, level and fields", () => {
    expect(
      logOf((log) => {
        log.show({ type: "page-committed", seen: 3, kept: 2, pages: 1 });
        log.show({ type: "warning", message: "two\nlines" });
        log.wait(5);
      }),
    ).toEqual([
      {
        time: "2026-11-22T07:30:00.000Z",
        level: "info",
        event: "page-committed",
        seen: 3,
        kept: 2,
        pages: 1,
      },
      { time: "2026-11-22T07:30:00.000Z", level: "warn", event: "warning", message: "two\nlines" },
      { time: "2026-11-22T07:30:00.000Z", level: "info", event: "next-turn", ms: 5 },
    ]);
  });

  test("tells a failure with its code, without secrets", () => {
    const [line] = logOf((log) => log.fail(new Fault("NETWORK", 'no answer to "hf_secretsecret"')));
    expect(line).toMatchObject({ level: "error", event: "sync-failed", code: "NETWORK" });
    expect(line?.message).toContain('"[redacted]"');
  });
});
