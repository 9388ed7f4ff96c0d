import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunEvent } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { JsonlRunStore } from "../journal/jsonl-run-store.js";
import { appendOnce } from "../journal/with-claim.js";
import { findRun } from "../sessions/stored-run.js";
import { endFailed, lossJudge } from "./judge-loss.js";
import type { Losses } from "./run-queue.js";
import { runId } from "./testing/run-queue-contract.js";

const RUN = runId(1);
const NONE: Losses = { count: 0, progress: 0 };
const started: RunEvent = { type: "run-started", run: RUN, request: "x", controller: "offline", at: "" };
const resumed: RunEvent = { type: "run-resumed", at: "" };
const planned: RunEvent = { type: "plan-ready", plan: [] };

describe("a run whose worker died", () => {
  let home: string;
  let runs: JsonlRunStore;
  let trouble: unknown[];
  const clock = { now: () => 0 };
  const judge = (before: Losses, died = true) =>
    lossJudge({ runs, clock, onTrouble: (error) => trouble.push(error) })(RUN, before, died);
  const record = (...events: readonly RunEvent[]) =>
    appendOnce(
      runs,
      RUN,
      events.map((event) => ({ at: 0, event })),
    );

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "losses-"));
    runs = new JsonlRunStore(home);
    trouble = [];
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it("goes on three times without getting further, and then ends as failed", async () => {
    await record(started, resumed);
    let losses: Losses | null = NONE;
    for (const count of [1, 2, 3]) {
      losses = await judge(losses ?? NONE);
      expect(losses).toEqual({ count, progress: 0 });
      await record(resumed, { type: "task-started", task: 0 });
    }
    expect(await judge(losses ?? NONE)).toBeNull();
    const { record: ended } = await findRun(runs, RUN);
    expect([ended.status, ended.fault?.code]).toEqual(["failed", "WORKER_LOST"]);
    expect(String(trouble)).toContain(RUN);
  });

  it("is not counted where it was only taken, however often", async () => {
    await record(started, resumed);
    const worn = { count: 3, progress: 0 };
    expect(await judge(worn, false)).toEqual(worn);
    expect((await findRun(runs, RUN)).record.status).toBeNull();
  });

  it("is counted anew each time that it got further", async () => {
    await record(started, resumed);
    const first = await judge(NONE);
    await record(resumed, planned);
    expect(await judge(first ?? NONE)).toEqual({ count: 1, progress: 1 });
  });

  it.each<[string, RunEvent[]]>([
    ["is not there", []],
    ["has ended", [started, { type: "run-ended", status: "done", seconds: 1 }]],
    ["was cancelled", [started, { type: "run-cancelled" }]],
  ])("is left alone where it %s", async (_, events) => {
    await record(...events);
    expect(await judge(NONE)).toBeNull();
    expect(trouble).toEqual([]);
  });

  it("keeps the end that it has", async () => {
    await record(started, { type: "run-ended", status: "done", seconds: 1 });
    const before = await runs.entries(RUN);
    await endFailed(RUN, { code: "NETWORK" } as never, { runs, clock });
    expect(await runs.entries(RUN)).toEqual(before);
  });
});
