import type { Timeline } from "@hugginggpt/runtime";
import { NO_USAGE } from "@hugginggpt/shared";
import { describe, expect, test } from "vitest";
import { runListLines } from "./run-list-view.js";
import { timelineLines } from "./timeline-view.js";

const context = {
  env: {},
  cwd: "/",
  in: process.stdin,
  out: process.stdout,
  err: process.stderr,
  signal: new AbortController().signal,
  isPiped: false,
  onInterrupt: () => () => undefined,
  exitWith: () => undefined,
};

const bar = { by: "", error: "", state: "ok" as const };

describe("timelineLines", () => {
  test("draws what took how long to scale, and who was at it", () => {
    const timeline: Timeline = {
      totalMs: 4_000,
      resumedAt: [2_000],
      rows: [
        { name: "planning", task: null, status: null, bars: [{ ...bar, from: 0, to: 1_000 }] },
        {
          name: "translation",
          task: 0,
          status: "succeeded",
          bars: [
            { from: 1_000, to: 2_000, state: "failed", by: "a/one at e", error: "busy\u001b[31m" },
            { from: 2_000, to: 4_000, state: "ok", by: "a/two at e", error: "" },
          ],
        },
        { name: "text-to-speech", task: 1, status: null, bars: [] },
      ],
    };
    expect(timelineLines(timeline, { ...context, env: { NO_COLOR: "1" } })).toEqual([
      `planning            ${"█".repeat(10)}${"·".repeat(30)}  1.0 s`,
      `[0] translation     ${"·".repeat(10)}${"▒".repeat(10)}${"█".repeat(20)}  3.0 s  succeeded`,
      `${" ".repeat(20)}a/one at e, 1.0 s: busy`,
      `${" ".repeat(20)}a/two at e, 2.0 s`,
      `[1] text-to-speech  ${"·".repeat(40)}    not finished`,
      "Resumed after 2.0 s.",
    ]);
  });

  test("shows what was too short for a cell, and nothing outside the row", () => {
    const rows = [{ name: "x", task: null, status: null, bars: [{ ...bar, from: 99_999, to: 100_000 }] }];
    const [line = ""] = timelineLines(
      { totalMs: 100_000, resumedAt: [], rows },
      { ...context, env: { NO_COLOR: "1" } },
    );
    expect(line).toBe(`x  ${"·".repeat(39)}█  0.0 s`);
    expect(timelineLines({ totalMs: 0, resumedAt: [], rows: [] }, context)).toEqual([]);
  });
});

describe("runListLines", () => {
  test("says that there is none, or a line each with a short id and the request on one line", () => {
    expect(runListLines([], null)).toEqual(["There are no runs yet."]);
    const [, line] = runListLines(
      [
        {
          run: "20260101-000000000-0123456789abcdef",
          startedAt: "2026-01-01T00:00:00.000Z",
          status: "interrupted",
          seconds: 12.3,
          tasks: { all: 3, succeeded: 1 },
          usage: NO_USAGE,
          request: "draw\na\u001b[2Jcat",
          error: null,
          from: null,
        },
      ],
      null,
    );
    expect(line).toBe("01234567  2026-01-01 00:00  interrupted    1/3  12 s  draw acat");
  });
});
