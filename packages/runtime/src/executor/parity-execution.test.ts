import { describe, expect, it } from "vitest";
import {
  candidate,
  MemoryArtifacts,
  planOf,
  ScriptedBackend,
  StepClock,
  selection,
  settle,
} from "../testing/execution-bench.js";
import { executePlan } from "./execute-plan.js";
import { DEFAULT_LIMITS } from "./limits.js";

/** What HuggingGPT's scheduler did wrong; numbers as in docs/parity.md. */
class CountingClock extends StepClock {
  asked = 0;

  override now(): number {
    this.asked++;
    return super.now();
  }

  override sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.asked++;
    return super.sleep(ms, signal);
  }
}

const task = (id: number) =>
  ({ id, task: "text-generation", args: { text: { kind: "literal", value: `n${id}` } } }) as const;

describe("execution, against HuggingGPT's defects", () => {
  it("D18, D23: starts every ready task in one pass and then waits without polling", async () => {
    const clock = new CountingClock();
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const backend = new ScriptedBackend({
      m: async () => {
        await gate;
        return { text: "done" };
      },
    });
    const run = executePlan(planOf(task(0), task(1), task(2), task(3)), {
      choose: async () => selection(candidate("m", "text-generation")),
      backends: [backend],
      artifacts: new MemoryArtifacts(),
      files: [],
      clock,
      emit: () => undefined,
      signal: new AbortController().signal,
      limits: { ...DEFAULT_LIMITS, parallel: 4 },
    });
    await settle();
    expect(backend.jobs).toHaveLength(4);
    const before = clock.asked;
    await settle();
    await settle();
    expect(clock.asked).toBe(before);
    release();
    const outcomes = await run;
    expect([...outcomes.values()].map(({ status }) => status)).toEqual(Array(4).fill("succeeded"));
  });
});
