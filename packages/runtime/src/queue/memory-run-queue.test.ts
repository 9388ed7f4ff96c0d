import { describe, expect, it } from "vitest";
import { MemoryRunQueue } from "./memory-run-queue.js";
import { runId, runQueueContract } from "./testing/run-queue-contract.js";

describe("a queue in memory", () => {
  runQueueContract(async () => new MemoryRunQueue());
});

describe("a queue in memory with marks", () => {
  const marked = new Set<string>();
  const marks = {
    add: async (run: string) => void marked.add(run),
    remove: async (run: string) => void marked.delete(run),
    all: async () => [...marked].sort(),
  };
  const never = new AbortController().signal;

  it("leaves to the next process what has not come to its end, once each", async () => {
    const before = new MemoryRunQueue(marks);
    for (const n of [3, 1, 2, 4]) await before.put(runId(n), "a");
    const [first, second] = await before.take(2, never);
    await first?.done();
    await second?.giveBack();
    await before.remove(runId(4));
    const next = new MemoryRunQueue(marks);
    await next.put(runId(2), "b");
    await next.restore();
    expect((await next.take(9, never)).map(({ run }) => run).sort()).toEqual([runId(1), runId(2)]);
  });
});
