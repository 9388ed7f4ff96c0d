import type { Candidate, EndpointRecord, TrackRecords } from "@hugginggpt/shared";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidate } from "../testing/execution-bench.js";
import { describeRank } from "./selection-prompt.js";
import { placesDown, withRecords } from "./with-records.js";

const DAYS_TO_FORGET = 5;
const all = ["a", "b", "c", "d", "e"].map((id) => candidate(id, "translation", ["p"]));
const ids = (some: readonly Candidate[]): string[] => some.map(({ model }) => model.id);

function recordsOf(known: Readonly<Record<string, readonly Partial<EndpointRecord>[]>>): TrackRecords {
  return {
    of: async (model) =>
      (known[model] ?? []).map((one) => ({
        endpoint: "provider:p",
        succeeded: 0,
        failed: 0,
        medianMs: null,
        ...one,
      })),
    note: async () => undefined,
  };
}

describe("withRecords", () => {
  it("leaves candidates without a record as they are", async () => {
    expect(await withRecords(all, recordsOf({}))).toEqual(all);
  });

  it("moves down what failed, three places at most, and says how it did", async () => {
    const ranked = await withRecords(all, recordsOf({ a: [{ failed: 8 }], b: [{ failed: 1 }] }));
    expect(ids(ranked)).toEqual(["c", "b", "a", "d", "e"]);
    expect(ranked.find(({ model }) => model.id === "a")?.record).toEqual({
      succeeded: 0,
      failed: 8,
      medianMs: null,
    });
  });

  it("does not let a good record overtake what was never tried", async () => {
    expect(ids(await withRecords(all, recordsOf({ c: [{ succeeded: 8, medianMs: 10 }] })))).toEqual(ids(all));
  });

  it("tries a model's endpoint that worked before one that failed", async () => {
    const twice = [candidate("a", "translation", ["p", "q"]), ...all.slice(1)];
    const known = recordsOf({ a: [{ failed: 4 }, { endpoint: "provider:q", succeeded: 4 }] });
    const [first] = await withRecords(twice, known);
    expect(first?.endpoints.map(({ provider }) => provider)).toEqual(["q", "p"]);
    expect(first?.record).toMatchObject({ succeeded: 4, failed: 4 });
  });

  it("shows the record among the reasons", async () => {
    const [first] = await withRecords(all, recordsOf({ a: [{ succeeded: 3, failed: 1, medianMs: 1_234 }] }));
    expect(first && describeRank(first)).toContain("here 3 of 4 ok in 1.2 s");
  });

  it("never moves anything further than its bounds, whatever the records", async () => {
    const weight = fc.double({ min: 0, max: 8, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ succeeded: weight, failed: weight }), { minLength: 5, maxLength: 5 }),
        async (records) => {
          const known = Object.fromEntries(all.map(({ model }, i) => [model.id, [records[i] ?? {}]]));
          const ranked = ids(await withRecords(all, recordsOf(known)));
          expect([...ranked].sort()).toEqual(ids(all));
          for (const [place, id] of ids(all).entries())
            expect(Math.abs(ranked.indexOf(id) - place)).toBeLessThanOrEqual(4);
          for (const record of records) {
            expect(placesDown(record)).toBeGreaterThanOrEqual(-0.5);
            expect(placesDown(record)).toBeLessThanOrEqual(3);
          }
        },
      ),
    );
  });

  it("starves no model for ever: after one bad day it is back in its place within a week", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000 }), fc.nat({ max: 4 }), async (failures, which) => {
        const failed = Math.min(8, failures) * 0.5 ** DAYS_TO_FORGET;
        const id = all[which]?.model.id ?? "";
        expect(ids(await withRecords(all, recordsOf({ [id]: [{ failed }] })))).toEqual(ids(all));
      }),
    );
  });
});
