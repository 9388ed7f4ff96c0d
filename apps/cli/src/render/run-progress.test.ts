import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import type { Attempt, Outcome, RunEvent } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import type { CliContext } from "../program/cli-context.js";
import { readableBy } from "./handles.js";
import { runProgress } from "./run-progress.js";

const READY: RunEvent = {
  type: "plan-ready",
  plan: [
    { id: 0, task: "summarization", args: { text: "<FILE>-1" }, dep: [-1] },
    { id: 1, task: "text-to-speech", args: { text: "<GENERATED>-0" }, dep: [0] },
  ],
};
const attempt = (model: string, error: string | null, ms: number): Attempt => ({
  model,
  endpoint: "e",
  ok: error === null,
  error,
  ms,
});
const succeeded = (attempts: readonly Attempt[]): Outcome => ({
  status: "succeeded",
  model: attempts.at(-1)?.model ?? "",
  endpoint: "e",
  output: { text: "A result that the answer holds." },
  artifacts: [],
  attempts,
});
const ended = (task: number, outcome: Outcome): RunEvent => ({ type: "task-ended", task, outcome });

function shown(events: readonly RunEvent[], terminal: object = {}, env: Record<string, string> = {}): string {
  const err = Object.assign(new PassThrough(), terminal);
  // Only what is touched of a context is there.
  const screen = runProgress(
    { env, err } as unknown as CliContext,
    readableBy([{ handle: 1, name: "a.txt" }]),
    () => 0,
  );
  for (const event of events) screen.show(event);
  screen.end();
  return String(err.read() ?? "");
}

describe("what is seen of a run", () => {
  const events: RunEvent[] = [
    { type: "stage-started", stage: "planning" },
    READY,
    { type: "attempt-started", task: 0, model: "builtin/textrank", endpoint: "e" },
    ended(0, succeeded([attempt("builtin/textrank", null, 200)])),
    ended(1, succeeded([attempt("org/a", "HTTP 503", 100), attempt("org/b", null, 900)])),
  ];

  it("is a line for each task when it has ended, without its result", () => {
    expect(shown(events)).toBe(
      "✓ [0] summarization · textrank · 0.2 s\n↻ [1] text-to-speech · org/b · 1.0 s · after org/a: HTTP 503\n",
    );
  });

  it.each([
    ["a pipe", {}, {}],
    ["a terminal that is none", { isTTY: true }, { TERM: "dumb" }],
    ["a log of CI", { isTTY: true }, { CI: "true", NO_COLOR: "1" }],
  ])("never moves the cursor in %s", (_where, terminal, env) => {
    const text = shown(events, terminal, env as Record<string, string>);
    expect(text).not.toMatch(/⠋|\r/);
    expect(text).not.toContain("\u001b[2K");
  });

  it("is redrawn at a terminal, within its width, and leaves the lines of ended tasks alone", () => {
    const text = shown(events, { isTTY: true, columns: 30 }, { NO_COLOR: "1" });
    expect(text).toContain("⠋ Planning");
    expect(text).toContain("· [1] text-to-speech");
    expect(text.split("\u001b[2K").at(-1)).not.toContain("⠋");
    for (const line of stripVTControlCharacters(text).split(/[\r\n]/)) expect(line.length).toBeLessThan(31);
  });

  it("leaves it to the answer why a task came to nothing", () => {
    const failed: Outcome = {
      status: "failed",
      reason: "No key",
      next: "Set one.",
      attempts: [attempt("org/a", "No key", 5)],
    };
    const blocked: Outcome = { status: "blocked", by: [0], reason: "It needs task 0", attempts: [] };
    expect(shown([READY, ended(0, failed), ended(1, blocked)])).toBe(
      "✗ [0] summarization · org/a · 0.0 s\n– [1] text-to-speech · blocked\n",
    );
  });
});
