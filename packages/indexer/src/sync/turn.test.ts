import { isFault } from "@hugginggpt/shared";
import { describe, expect, test } from "vitest";
import { type FakeHub, fakeHub } from "../testing/fake-hub.js";
import { MemoryRegistryStore } from "../testing/memory-registry-store.js";
import { type ManualClock, manualClock, testClock } from "../testing/test-http.js";
import { testRecord } from "../testing/test-record.js";
import { hubModel, testSync } from "../testing/test-sync.js";
import { syncStatus } from "./sync-status.js";
import { readSummary } from "./sync-summary.js";

const MODELS = Array.from({ length: 20 }, (_, n) => hubModel(n));
const WEEK_MS = 7 * 24 * 3_600_000;

function hubOf(models = MODELS): FakeHub {
  const hub = fakeHub(models, 8);
  hub.partners.groq = {};
  hub.partners["fal-ai"] = {};
  return hub;
}

/** Returns a Hub whose every answer takes so long. */
function slowly(hub: FakeHub, clock: ManualClock, ms: number): FakeHub {
  const fetcher: typeof fetch = async (input, init) => {
    const response = await hub.fetch(input, init);
    clock.advance(ms);
    return response;
  };
  return { ...hub, fetch: fetcher };
}

const same = (snapshot: unknown) => JSON.stringify(snapshot).replace(/"pass":\d+/g, "");

describe("a turn of limited time", () => {
  test("ends at the limit with everything committed, embeds what was read, and says what is left", async () => {
    const clock = manualClock();
    const models = Array.from({ length: 100 }, (_, n) => hubModel(n));
    const hub = slowly(hubOf(models), clock, 50);
    const store = new MemoryRegistryStore();
    const { report } = await testSync(hub, store, { clock, options: { forMs: 4000 } });
    expect(report).toMatchObject({ status: "done", turn: "time", models: { added: 100 } });
    expect(report.cards.fetched).toBeGreaterThan(40);
    expect(report.left).toEqual({ cards: 100 - report.cards.fetched, vectors: 0 });
    expect(store.lastSync).toBeNull();
  });

  test("may end in the listing, and the next one goes on where it stood", async () => {
    const clock = manualClock();
    const hub = slowly(hubOf(), clock, 1000);
    const store = new MemoryRegistryStore();
    const { report } = await testSync(hub, store, { clock, options: { forMs: 2000 } });
    expect(report).toMatchObject({ status: "done", turn: "time", models: { added: 16, removed: 0 } });
    const next = await testSync(hub, store, { clock });
    expect(next.events[0]).toMatchObject({ type: "sync-started", resumed: true });
    expect(next.report).toMatchObject({ turn: "complete", left: { cards: 0, vectors: 0 } });
    const whole = new MemoryRegistryStore();
    await testSync(hubOf(), whole);
    expect(same(store.snapshot())).toBe(same(whole.snapshot()));
  });

  test.each([1, 3, 5, 6, 9, 14])("of %i s, again and again, ends as one whole turn", async (seconds) => {
    const clock = manualClock();
    const hub = slowly(hubOf(), clock, 300);
    const store = new MemoryRegistryStore();
    for (let turns = 0; turns < 60; turns++) {
      const { report } = await testSync(hub, store, { clock, options: { forMs: seconds * 1000 } });
      if (report.turn === "complete") break;
    }
    const whole = new MemoryRegistryStore();
    await testSync(hubOf(), whole);
    expect(same(store.snapshot())).toBe(same(whole.snapshot()));
  });

  test("that is interrupted by a signal says so", async () => {
    const hub = hubOf();
    const stop = new AbortController();
    hub.intercept = (_, at) => {
      if (at === 1) stop.abort();
      return null;
    };
    const clock = manualClock();
    const turn = { clock, signal: stop.signal, options: { forMs: 60_000 } };
    const { report } = await testSync(hub, new MemoryRegistryStore(), turn);
    expect(report).toMatchObject({ status: "interrupted", turn: "interrupted" });
  });
});

describe("a turn of limited cards", () => {
  test("says so while cards are left, and is complete with the last", async () => {
    const hub = hubOf();
    const store = new MemoryRegistryStore();
    const first = await testSync(hub, store, { options: { cards: 15 } });
    expect(first.report).toMatchObject({ turn: "cards", left: { cards: 5, vectors: 0 } });
    const second = await testSync(hub, store, { options: { cards: 15 } });
    expect(second.report).toMatchObject({ turn: "complete", left: { cards: 0 } });
  });

  test("tries a card that fails once a turn", async () => {
    const hub = hubOf();
    hub.intercept = ({ url }) => (url.includes("model-7/raw") ? new Response("", { status: 400 }) : null);
    const { report } = await testSync(hub, new MemoryRegistryStore());
    expect(report).toMatchObject({ turn: "complete", cards: { fetched: 19, failed: 1 }, left: { cards: 1 } });
    expect(hub.requests.filter(({ url }) => url.includes("model-7/raw"))).toHaveLength(1);
  });
});

describe("a turn of some steps only", () => {
  test("does these and no others", async () => {
    const hub = hubOf();
    const store = new MemoryRegistryStore();
    await testSync(hub, store, { options: { only: ["listing"] } });
    expect(hub.requests).toHaveLength(3);
    expect(store.models.size).toBe(20);
    await testSync(hub, store, { options: { only: ["endpoints"] } });
    expect(hub.requests).toHaveLength(5);
    const { report } = await testSync(hub, store, { options: { only: ["cards", "vectors"] } });
    expect(report).toMatchObject({ requests: 20, vectors: { embedded: 20 } });
    expect(store.lastSync).toBeNull();
  });
});

describe("a full pass", () => {
  test("comes by itself a week after the last one, and finds what vanished, hid or lost its readers", async () => {
    const hub = hubOf();
    const store = new MemoryRegistryStore();
    const start = testClock().now();
    await testSync(hub, store);
    hub.models.splice(0, 1);
    const [hidden, unread] = hub.models;
    if (!hidden || !unread) throw new Error("no models");
    hub.models.splice(0, 2, { ...hidden, item: { ...hidden.item, private: true } });
    hub.models.push({ ...unread, item: { ...unread.item, downloads: 9, likes: 0 } });
    const counted = hub.models[3];
    if (!counted) throw new Error("no model");
    hub.models[3] = { ...counted, item: { ...counted.item, downloads: 77_777 } };
    const early = await testSync(hub, store, { clock: testClock(start + WEEK_MS - 3_600_000) });
    expect(early.events[0]).toMatchObject({ kind: "changes" });
    expect(store.models.size).toBe(20);
    const late = await testSync(hub, store, { clock: testClock(start + WEEK_MS + 3_600_000) });
    expect(late.events[0]).toMatchObject({ kind: "full" });
    expect(late.report.models).toMatchObject({ removed: 3, updated: 1 });
    expect(store.models.get(counted.item.id)?.record.downloads).toBe(77_777);
  });

  test("is due again for another scope whose models it removed", async () => {
    const hub = hubOf([...MODELS, hubModel(50, { downloads: 3, likes: 0 })]);
    const store = new MemoryRegistryStore();
    const all = { minLikes: 0, minDownloads: 0 };
    await testSync(hub, store, { options: all });
    expect((await testSync(hub, store)).report.models.removed).toBe(1);
    const { events, report } = await testSync(hub, store, { options: all });
    expect(events[0]).toMatchObject({ kind: "full" });
    expect(report.models.added).toBe(1);
  });

  test("is due where records of a bulk file wait for the Hub's word", async () => {
    const hub = hubOf();
    const store = new MemoryRegistryStore();
    await testSync(hub, store);
    const record = testRecord({ id: "seed/gone", source: "seed", sha: null });
    await store.commitSeed([{ record, card: null }], { key: "k", rows: 1, done: true });
    const { events, report } = await testSync(hub, store);
    expect(events[0]).toMatchObject({ kind: "full" });
    expect(report.models.removed).toBe(1);
  });
});

describe("the summary of a turn", () => {
  test("is kept with its status, counts, errors and the Hub's limits", async () => {
    const hub = hubOf();
    hub.intercept = ({ url }) => (url.includes("/groq/") ? new Response("no", { status: 400 }) : null);
    const store = new MemoryRegistryStore();
    await testSync(hub, store);
    expect(await readSummary(store)).toMatchObject({
      status: "done",
      turn: "complete",
      startedAt: "2026-11-22T07:30:00.000Z",
      models: { added: 20 },
      cards: { fetched: 20 },
      errors: 1,
      error: null,
    });
  });

  test("tells what a turn failed by, without secrets", async () => {
    const hub = hubOf();
    hub.intercept = () => {
      throw new TypeError("fetch failed with hf_abcdefghijkl");
    };
    const store = new MemoryRegistryStore();
    await expect(testSync(hub, store)).rejects.toSatisfy((error) => isFault(error, "NETWORK"));
    const summary = await readSummary(store);
    expect(summary).toMatchObject({ status: "failed", turn: null, errors: 1 });
    expect(summary?.error).toContain("[redacted]");
  });

  test("that cannot be kept is told and changes nothing else", async () => {
    const store = new MemoryRegistryStore();
    const note = store.note.bind(store);
    store.note = async (name, text) => {
      if (name === "lastTurn") throw new Error("disk full");
      await note(name, text);
    };
    const { report, events } = await testSync(hubOf(), store);
    expect(report.status).toBe("done");
    expect(events.at(-1)).toMatchObject({ type: "warning", message: expect.stringContaining("disk full") });
  });

  test("of another version counts as none", async () => {
    const store = new MemoryRegistryStore();
    await store.note("lastTurn", '{"status":"new"}');
    expect(await readSummary(store)).toBeNull();
    await store.note("lastTurn", "{");
    expect(await readSummary(store)).toBeNull();
  });
});

describe("the status", () => {
  test("has nothing done and nothing due before the first sync", async () => {
    expect(await syncStatus(new MemoryRegistryStore(), false)).toMatchObject({
      share: 0,
      listings: [],
      restSeconds: 0,
      nextFullPass: null,
      endpointsAt: null,
      lastTurn: null,
    });
  });

  test("expects no full listing of what runs somewhere: each one is", async () => {
    const store = new MemoryRegistryStore();
    const { item, ...rest } = hubModel(1);
    const served = { ...rest, item: { ...item, tags: ["transformers.js"], inferenceProviderMapping: [] } };
    await testSync(hubOf([served]), store, { options: { runnable: true } });
    expect(await syncStatus(store, false)).toMatchObject({
      listings: [{ scope: "all runnable", done: true }],
      nextFullPass: null,
    });
  });

  test("says what is left and how long it takes at the account's limit, by the Hub's word where it gave one", async () => {
    const hub = hubOf();
    const store = new MemoryRegistryStore();
    await testSync(hub, store, { options: { cards: 5 } });
    const anonymous = await syncStatus(store, false);
    expect(anonymous).toMatchObject({ restSeconds: (15 / 3000) * 300, limit: { from: "no token" } });
    expect(anonymous.share).toBeCloseTo((0.25 + 1) / 2);
    expect(anonymous.nextFullPass).toBe("2026-11-29T07:30:00.000Z");
    expect(anonymous.endpointsAt).toBe("2026-11-22T07:30:00.000Z");
    expect((await syncStatus(store, true)).limit.quota).toBe(5000);
    hub.intercept = ({ url }) =>
      url.includes("/raw/")
        ? new Response("# x", {
            headers: {
              ratelimit: '"resolvers";r=99;t=200',
              "ratelimit-policy": '"fixed window";"resolvers";q=100;w=300',
            },
          })
        : null;
    await testSync(hub, store, { options: { cards: 5 } });
    expect(await syncStatus(store, true)).toMatchObject({ restSeconds: 30, limit: { quota: 100 } });
    await testSync(hub, store, { options: { only: ["endpoints"] } });
    expect((await syncStatus(store, true)).limit.quota).toBe(100);
  });
});
