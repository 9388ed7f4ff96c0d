import type { LiveRun, NumberedEvent } from "@hugginggpt/runtime";
import type { JournalEntry } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import type { RunDesk } from "./run-desk.js";
import { watchRun } from "./watch-run.js";

const entry = (at: number): JournalEntry => ({ at, event: { type: "warning", message: `event ${at}` } });
const record = [1, 2, 3, 4, 5].map(entry);

/** A desk whose run is at work since its record had so many entries; `null`: it is at rest. */
function desk(before: number | null): Pick<RunDesk, "started"> {
  const live = {
    before,
    async *events({ after = 0 } = {}): AsyncGenerator<NumberedEvent, void, void> {
      for (const [place, one] of record.entries())
        if (before !== null && place >= before && place + 1 > after) yield { seq: place + 1, ...one };
    },
  };
  // The cast: nothing else of the run is asked.
  const started = Promise.resolve(live as unknown as LiveRun);
  return { started: async () => (before === null ? null : { started }) };
}

async function seen(before: number | null, known: number, after = 0): Promise<(number | null)[]> {
  const entries = async () => record;
  const storage = { runs: { entries } };
  const parts = { desk: desk(before), storage, known: record.slice(0, known) };
  const all: (number | null)[] = [];
  for await (const { seq } of watchRun("run", after, new AbortController().signal, parts)) all.push(seq);
  return all;
}

describe("a watched run", () => {
  it.each([
    ["the record, then what happens", 2, 2],
    ["what happened while the record was read", 2, 4],
    ["what an earlier turn recorded after it was read", 4, 2],
    ["the whole record of a run that came to rest after it was read", null, 2],
  ])("is told of once and in order: %s", async (_, before, known) => {
    expect(await seen(before, known)).toEqual([1, 2, 3, 4, 5]);
    expect(await seen(before, known, 3)).toEqual([4, 5]);
  });
});
