import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mapInGroups, type Settled } from "./map-in-groups.js";

async function collect<T, R>(groups: AsyncIterable<readonly Settled<T, R>[]>): Promise<Settled<T, R>[]> {
  const all: Settled<T, R>[] = [];
  for await (const group of groups) all.push(...group);
  return all;
}

/** Work that ends after so many turns of the event loop. */
async function afterTurns(turns: number): Promise<number> {
  for (let n = 0; n < turns; n++) await new Promise(setImmediate);
  return turns;
}

describe("work done in groups", () => {
  test("gives every outcome once, and has no more than the window begun and not taken", async () => {
    const lengths = fc.array(fc.nat(5), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(lengths, fc.integer({ min: 1, max: 9 }), async (turns, window) => {
        let [begun, taken, most] = [0, 0, 0];
        const work = (n: number) => {
          most = Math.max(most, ++begun - taken);
          return afterTurns(n);
        };
        const outcomes: number[] = [];
        for await (const group of mapInGroups(turns, window, work)) {
          expect(group.length).toBeGreaterThan(0);
          await afterTurns(group.length);
          for (const settled of group) if (settled.ok) outcomes.push(settled.value);
          taken += group.length;
        }
        expect(outcomes.sort()).toEqual([...turns].sort());
        expect(most).toBeLessThanOrEqual(window);
      }),
      { numRuns: 40 },
    );
  });

  test("keeps the window full while its consumer is quick", async () => {
    let [running, most] = [0, 0];
    const work = async () => {
      most = Math.max(most, ++running);
      await afterTurns(3);
      running--;
    };
    await collect(mapInGroups(Array(30).keys(), 4, work));
    expect(most).toBe(4);
  });

  test("hands failures out as values", async () => {
    const outcomes = await collect(
      mapInGroups([1, 2], 2, async (n) => {
        if (n === 1) throw new Error("no");
        return n;
      }),
    );
    expect(outcomes.map(({ item, ok }) => [item, ok])).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  test("aborts what still runs when the consumer stops", async () => {
    const signals: AbortSignal[] = [];
    const work = async (n: number, signal: AbortSignal) => {
      signals.push(signal);
      await afterTurns(n * 10);
    };
    for await (const _ of mapInGroups([0, 1, 2], 3, work)) break;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true]);
  });

  test("begins nothing once aborted", async () => {
    const outcomes = await collect(mapInGroups([1], 1, async (n) => n, AbortSignal.abort()));
    expect(outcomes.map(({ ok }) => ok)).toEqual([false]);
  });

  test("of nothing is nothing", async () => {
    expect(await collect(mapInGroups([], 3, async () => 1))).toEqual([]);
  });
});
