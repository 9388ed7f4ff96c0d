import { describe, expect, test, vi } from "vitest";
import type { FakeHub } from "./testing/fake-hub.js";
import { MemoryRegistryStore } from "./testing/memory-registry-store.js";
import { hubModel, LENGTHS, partneredHub, TEST_PROVIDERS, TWO_TASKS, testSync } from "./testing/test-sync.js";

const listings = (hub: FakeHub) => hub.requests.filter(({ url }) => url.includes("/api/models"));
const cardReads = (hub: FakeHub) => hub.requests.filter(({ url }) => url.includes("/raw/"));

describe("a first sync", () => {
  test("stores records, endpoints, cards and vectors, and counts them", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    const { report, events } = await testSync(hub, store);
    expect(report).toEqual({
      status: "done",
      source: "hub",
      models: { seen: 13, added: 13, updated: 0, unchanged: 0, removed: 0 },
      cards: { fetched: 13, unchanged: 0, missing: 0, gated: 0, failed: 0 },
      vectors: { embedded: 13, reused: 0 },
      endpoints: 1,
      left: { cards: 0, vectors: 0 },
      turn: "complete",
      requests: 3 + 2 + 13,
      seconds: 0,
    });
    expect(store.lastSync).toBe("2026-11-22T07:30:00.000Z");
    expect(events.at(0)).toEqual({
      type: "sync-started",
      resumed: false,
      kind: "full",
      scope: "all likes>=5 downloads>=1000",
    });
    expect(events.filter(({ type }) => type === "page-committed")).toHaveLength(3);
    expect(events.at(-1)).toEqual({ type: "index-built", kind: "exact", reason: "few vectors" });
  });

  test("keeps what is liked or downloaded enough, and nothing private or disabled", async () => {
    const hub = partneredHub([
      hubModel(1, { downloads: 999, likes: 4 }),
      hubModel(2, { downloads: 1000, likes: 0 }),
      hubModel(3, { downloads: 0, likes: 5 }),
      hubModel(4, { private: true }),
      hubModel(5, { disabled: true }),
    ]);
    const store = new MemoryRegistryStore();
    const { report } = await testSync(hub, store);
    expect([...store.models.keys()].sort()).toEqual(["owner/model-2", "owner/model-3"]);
    expect(report.models).toMatchObject({ seen: 5, added: 2 });
    const all = new MemoryRegistryStore();
    await testSync(hub, all, { options: { minDownloads: 0, minLikes: 0 } });
    expect(all.models.size).toBe(3);
  });

  test("counts missing and gated cards, and asks for no gated one without a token", async () => {
    const hub = partneredHub([hubModel(1, {}, null), hubModel(2, { gated: "manual" }), hubModel(3)]);
    const { report } = await testSync(hub, new MemoryRegistryStore());
    expect(report.cards).toEqual({ fetched: 1, unchanged: 0, missing: 1, gated: 1, failed: 0 });
    expect(cardReads(hub)).toHaveLength(2);
  });

  test("keeps a model once that is listed twice, on one page or on two", async () => {
    const store = new MemoryRegistryStore();
    const twice = TWO_TASKS.flatMap((one) => [one, one]);
    const hub = partneredHub(twice);
    const { report } = await testSync(hub, store);
    expect(report).toMatchObject({ models: { seen: 26, added: 13 }, cards: { fetched: 13 } });
    const once = new MemoryRegistryStore();
    await testSync(partneredHub(), once);
    expect(store.snapshot()).toEqual(once.snapshot());
  });

  test("lists each wanted task by itself", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    await testSync(hub, store, { options: { tasks: ["translation"] } });
    expect(new Set([...store.models.values()].map(({ record }) => record.task))).toEqual(
      new Set(["translation"]),
    );
    expect([...store.cursors.keys()]).toEqual(["translation likes>=5 downloads>=1000"]);
  });

  test("keeps at most so many models as wanted, the most downloaded, and removes none for it", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    await testSync(hub, store, { options: { limit: 3 } });
    expect([...store.models.keys()]).toEqual(["owner/model-12", "owner/model-11", "owner/model-10"]);
    const { report } = await testSync(hub, store);
    expect(report.models).toMatchObject({ added: 10, unchanged: 3, removed: 0 });
    await testSync(hub, store, { options: { limit: 2 } });
    expect(store.models.size).toBe(13);
  });

  test("reads as many cards as wanted, or none", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    expect((await testSync(hub, store, { options: { cards: "none" } })).report.cards.fetched).toBe(0);
    expect((await testSync(hub, store, { options: { cards: 4 } })).report.cards.fetched).toBe(4);
    expect((await testSync(hub, store)).report.cards.fetched).toBe(9);
  });

  test("asks an embedder for its dimension where only its server knows it", async () => {
    const store = new MemoryRegistryStore();
    const embedder = { ...LENGTHS, dimension: null };
    await testSync(partneredHub(), store, { embedder });
    expect(store.identity).toEqual({ name: "lengths", dimension: 2 });
    const { report } = await testSync(partneredHub(), store, { embedder });
    expect(report.vectors).toEqual({ embedded: 0, reused: 13 });
  });
});

describe("a second sync", () => {
  test("transfers only the changes and embeds nothing that did not change", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    await testSync(hub, store);
    const before = store.snapshot();
    hub.requests.length = 0;
    const { report } = await testSync(hub, store);
    expect(report).toMatchObject({
      status: "done",
      models: { added: 0, updated: 0, removed: 0 },
      cards: { fetched: 0, failed: 0 },
      vectors: { embedded: 0, reused: 13 },
    });
    expect(listings(hub)).toHaveLength(1);
    expect(cardReads(hub)).toHaveLength(0);
    expect(listings(hub)[0]?.url).toContain("sort=lastModified");
    expect(JSON.stringify(store.snapshot()).replace(/"pass":\d/g, "")).toBe(
      JSON.stringify(before).replace(/"pass":\d/g, ""),
    );
  });

  test("reads what was modified since, and asks for a card by its ETag", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    await testSync(hub, store);
    const changed = hubModel(20, { lastModified: "2026-11-22T07:29:00.000Z" });
    const weights = { ...hubModel(3, { sha: "f".repeat(40), lastModified: "2026-11-22T07:29:30.000Z" }) };
    hub.models.splice(3, 1, weights);
    hub.models.push(changed);
    hub.intercept = (request) =>
      request.headers.get("if-none-match") ? new Response(null, { status: 304 }) : null;
    const { report } = await testSync(hub, store);
    expect(report.models).toMatchObject({ added: 1, updated: 1 });
    expect(report.cards).toMatchObject({ fetched: 1, unchanged: 1 });
    expect(report.vectors).toEqual({ embedded: 1, reused: 13 });
  });

  test("removes what is gone only after a complete full pass", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    await testSync(hub, store);
    hub.models.splice(0, 2);
    expect((await testSync(hub, store)).report.models.removed).toBe(0);
    const { report, events } = await testSync(hub, store, { options: { full: true } });
    expect(report.models).toMatchObject({ unchanged: 11, removed: 2 });
    expect(events).toContainEqual({ type: "models-removed", removed: 2 });
    expect(store.models.size).toBe(11);
  });

  test("retries a card that failed, and only that one", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    hub.intercept = ({ url }) => (url.includes("model-7/raw") ? new Response("", { status: 400 }) : null);
    expect((await testSync(hub, store)).report).toMatchObject({
      status: "done",
      cards: { fetched: 12, failed: 1 },
    });
    hub.intercept = () => null;
    expect((await testSync(hub, store)).report.cards).toMatchObject({ fetched: 1, failed: 0 });
  });
});

describe("an interrupted sync", () => {
  const uninterrupted = async () => {
    const store = new MemoryRegistryStore();
    await testSync(partneredHub(), store);
    return store.snapshot();
  };
  const total = 3 + TEST_PROVIDERS.length + TWO_TASKS.length;

  test.each(Array.from({ length: total }, (_, n) => n))(
    "after request %i and run again ends as if it had not been",
    async (n) => {
      const hub = partneredHub();
      const store = new MemoryRegistryStore();
      const stop = new AbortController();
      hub.intercept = (_, at) => {
        if (at === n) stop.abort();
        return null;
      };
      const { report } = await testSync(hub, store, { signal: stop.signal });
      expect(report.status).toBe("interrupted");
      hub.intercept = () => null;
      const second = await testSync(hub, store);
      expect(second.report.status).toBe("done");
      const same = (snapshot: unknown) => JSON.stringify(snapshot).replace(/"pass":\d/g, "");
      expect(same(store.snapshot())).toBe(same(await uninterrupted()));
      expect(listings(hub).length).toBeLessThanOrEqual(3 + 2);
    },
  );

  test("goes on with the listing at the page where it stood", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    const stop = new AbortController();
    hub.intercept = (_, at) => {
      if (at === 2) stop.abort();
      return null;
    };
    await testSync(hub, store, { signal: stop.signal });
    expect(store.models.size).toBe(10);
    const { report, events } = await testSync(hub, store);
    expect(events[0]).toMatchObject({ type: "sync-started", resumed: true, kind: "full" });
    expect(report.models).toMatchObject({ seen: 3, added: 3 });
  });

  test("begins the listing anew where the server refuses the stored position", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    const stop = new AbortController();
    hub.intercept = (_, at) => {
      if (at === 1) stop.abort();
      return null;
    };
    await testSync(hub, store, { signal: stop.signal });
    hub.intercept = ({ url }) =>
      url.includes("cursor=5") && hub.requests.length < 4 ? new Response("", { status: 400 }) : null;
    const { report, events } = await testSync(hub, store);
    expect(report.models).toMatchObject({ seen: 13, added: 8, unchanged: 5, removed: 0 });
    expect(events.some(({ type }) => type === "warning")).toBe(true);
  });

  test("whose removal was cut off catches up on it", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    await testSync(hub, store);
    hub.models.splice(0, 1);
    const finish = vi.spyOn(store, "finishFullPass");
    finish.mockResolvedValueOnce(0).mockRejectedValueOnce(new Error("killed"));
    await expect(testSync(hub, store, { options: { full: true } })).rejects.toThrow("killed");
    expect(store.models.size).toBe(13);
    expect((await testSync(hub, store)).report.models.removed).toBe(1);
  });

  test("before it began reports nothing done", async () => {
    const { report } = await testSync(partneredHub(), new MemoryRegistryStore(), {
      signal: AbortSignal.abort(),
    });
    expect(report).toMatchObject({ status: "interrupted", requests: 0 });
  });
});
