import { describe, expect, test } from "vitest";
import { MemoryRegistryStore } from "../testing/memory-registry-store.js";
import { testClock } from "../testing/test-http.js";
import { testCursor } from "../testing/test-record.js";
import { DEFAULT_SYNC_OPTIONS } from "./sync-options.js";
import { beginTurn, endTurn } from "./turn-mark.js";

const START = testClock().now();
const HOUR_MS = 3_600_000;
const at = (ms: number) => testClock(START + ms);
const begin = (store: MemoryRegistryStore, ms = 0, more = {}) =>
  beginTurn({ ...DEFAULT_SYNC_OPTIONS, ...more }, store, at(ms));

describe("the mark of a turn", () => {
  test("is that of the turn before, where it was cut off less than an hour ago", async () => {
    const store = new MemoryRegistryStore();
    const first = await begin(store);
    expect(first).toMatchObject({ number: 1, lastPass: 0 });
    await store.commitPage([], testCursor({ pass: 4 }));
    expect(await begin(store, HOUR_MS - 1)).toEqual(first);
    expect(await begin(store, HOUR_MS)).toMatchObject({ number: 2, lastPass: 4 });
  });

  test("is a new one after a turn that came to its end", async () => {
    const store = new MemoryRegistryStore();
    await begin(store);
    await endTurn(store);
    await endTurn(store);
    expect(await begin(store)).toMatchObject({ number: 2 });
  });

  test("is a new one for other wishes; how much is read of cards, and how long, does not matter", async () => {
    const store = new MemoryRegistryStore();
    await begin(store);
    expect(await begin(store, 0, { cards: 3, forMs: 1000 })).toMatchObject({ number: 1 });
    expect(await begin(store, 0, { full: true })).toMatchObject({ number: 2 });
    expect(await begin(store, 0, { full: true, tasks: ["translation"] })).toMatchObject({ number: 3 });
  });

  test("is a new one where the clock went back, and after a mark that cannot be read", async () => {
    const store = new MemoryRegistryStore();
    await begin(store);
    expect(await begin(store, -1)).toMatchObject({ number: 2 });
    await store.note("turn", "{");
    expect(await begin(store)).toMatchObject({ number: 1 });
    await endTurn(new MemoryRegistryStore());
  });
});
