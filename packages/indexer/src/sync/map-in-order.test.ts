import { describe, expect, test } from "vitest";
import { mapInOrder } from "./map-in-order.js";

async function collect<T, R>(outcomes: AsyncIterable<{ item: T; ok: boolean; value?: R }>) {
  const all: { item: T; ok: boolean; value?: R }[] = [];
  for await (const outcome of outcomes) all.push(outcome);
  return all;
}

describe("work done in order", () => {
  test("comes out in the items' order, whichever ends first", async () => {
    const release: (() => void)[] = [];
    const work = (n: number) => new Promise<number>((resolve) => release.push(() => resolve(n * 10)));
    const outcomes = collect(mapInOrder([0, 1, 2], 3, work));
    await Promise.resolve();
    for (const n of [2, 1, 0]) await Promise.resolve().then(() => release[n]?.());
    expect((await outcomes).map(({ value }) => value)).toEqual([0, 10, 20]);
  });

  test("runs no more than wanted at once, and waits for its consumer", async () => {
    let running = 0;
    let most = 0;
    let begun = 0;
    const work = async () => {
      begun++;
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    };
    const outcomes = mapInOrder(
      Array.from({ length: 100 }, (_, n) => n),
      3,
      work,
    );
    await outcomes.next();
    expect(begun).toBeLessThanOrEqual(12);
    await collect(outcomes);
    expect([begun, most]).toEqual([100, 3]);
  });

  test("hands failures out as values", async () => {
    const outcomes = await collect(
      mapInOrder([1, 2], 2, async (n) => {
        if (n === 1) throw new Error("no");
        return n;
      }),
    );
    expect(outcomes.map(({ ok }) => ok)).toEqual([false, true]);
  });

  test("aborts what still runs when the consumer stops", async () => {
    const signals: AbortSignal[] = [];
    for await (const _ of mapInOrder([1, 2, 3], 2, async (n, signal) => {
      signals.push(signal);
      return n;
    })) {
      break;
    }
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });

  test("begins nothing once aborted", async () => {
    const outcomes = await collect(mapInOrder([1], 1, async (n) => n, AbortSignal.abort()));
    expect(outcomes.map(({ ok }) => ok)).toEqual([false]);
  });
});
