import type { JournalEntry, RunStore } from "@hugginggpt/shared";
import { Fault } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { StepClock } from "../testing/execution-bench.js";
import { RunLog } from "./run-log.js";

function store(fails: (entry: JournalEntry) => boolean = () => false) {
  const entries: JournalEntry[] = [];
  let synced = 0;
  let held = 0;
  const append = async (added: readonly JournalEntry[]) => {
    if (added.some(fails)) throw new Fault("DISK", "full");
    entries.push(...added);
  };
  const sync = async () => {
    synced = entries.length;
  };
  const store: RunStore = {
    begin: (_, added) => append(added),
    entries: async () => entries,
    runs: async () => [],
    claim: async () => {
      held++;
      return {
        lost: new AbortController().signal,
        append,
        sync,
        giveBack: async () => {
          await sync();
          held--;
        },
      };
    },
    follow: async function* () {
      for (const entry of entries) yield { entry };
    },
    isClaimed: async () => false,
    remove: async () => undefined,
  };
  return { store, entries, synced: () => synced, held: () => held };
}

describe("RunLog", () => {
  it("writes each event with its time, and makes them safe when asked", async () => {
    const kept = store();
    const clock = new StepClock();
    const log = await RunLog.open(kept.store, "r", clock);
    log.record({ type: "warning", message: "a" });
    clock.pass(5);
    log.record({ type: "warning", message: "b" });
    expect(kept.entries.map(({ at }) => at)).toEqual([0, 5]);
    await log.flush();
    expect(kept.synced()).toBe(2);
    expect(kept.held()).toBe(1);
    await log.close();
    expect(kept.held()).toBe(0);
  });

  it("stops nothing where the journal cannot be written, and tells of the first failure at the end", async () => {
    const kept = store(({ event }) => event.type === "warning" && event.message === "a");
    const log = await RunLog.open(kept.store, "r", new StepClock());
    log.record({ type: "warning", message: "a" });
    log.record({ type: "warning", message: "b" });
    await log.flush();
    expect(kept.entries).toHaveLength(1);
    await expect(log.close()).rejects.toThrow("full");
    expect(kept.held()).toBe(0);
  });
});
