import { PassThrough } from "node:stream";
import type { ArtifactReader, RunEvent } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import type { CliContext } from "../program/cli-context.js";
import { runView } from "./run-view.js";

const artifacts: ArtifactReader = { open: async () => null, pathOf: (name) => `out/${name}` };

function shown(events: readonly RunEvent[], elsewhere: readonly RunEvent["type"][] = []): string {
  const err = new PassThrough();
  // Only what is touched of a context is there.
  const view = runView({ env: {}, err } as unknown as CliContext, artifacts, undefined, elsewhere);
  for (const event of events) view(event);
  return String(err.read() ?? "");
}

const READY: RunEvent = {
  type: "plan-ready",
  plan: [{ id: 0, task: "summarization", args: { text: "One." }, dep: [-1] }],
};
const FAILED: RunEvent = {
  type: "task-ended",
  task: 0,
  outcome: { status: "failed", reason: "Nothing here can do it", next: "Set HF_TOKEN.", attempts: [] },
};

describe("runView", () => {
  it("shows the plan and how a task failed, with what to do", () => {
    expect(shown([READY, FAILED])).toBe(
      '  [0] summarization  text="One."\n  [0] summarization: failed: Nothing here can do it. Set HF_TOKEN.\n',
    );
  });

  it("leaves out what is shown elsewhere, and still knows the names of the tasks", () => {
    expect(shown([READY, FAILED], ["plan-ready"])).toBe(
      "  [0] summarization: failed: Nothing here can do it. Set HF_TOKEN.\n",
    );
  });
});
