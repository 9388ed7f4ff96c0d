import type { Embedder, SyncEvent } from "@hugginggpt/shared";
import { isFault } from "@hugginggpt/shared";
import { describe, expect, test, vi } from "vitest";
import type { SyncOptions } from "./sync/sync-options.js";
import { DEFAULT_SYNC_OPTIONS } from "./sync/sync-options.js";
import { syncRegistry } from "./sync.js";
import { FAKE_HUB, type FakeHub, type FakeModel, fakeHub, json } from "./testing/fake-hub.js";
import { MemoryRegistryStore } from "./testing/memory-registry-store.js";
import { testClock, testHttp } from "./testing/test-http.js";

const PROVIDERS = ["groq", "fal-ai"] as const;
const COUNTING: Embedder = {
  name: "lengths",
  dimension: 2,
  batchSize: 4,
  async embed(texts, _purpose, signal) {
    signal?.throwIfAborted();
    return texts.map((text) => Float32Array.from([1, text.length]));
  },
};

function model(
  n: number,
  more: Record<string, unknown> = {},
  readme: string | null = `# M${n}\n\nThis model reads ${n} pages.`,
): FakeModel {
  const day = String(1 + (n % 28)).padStart(2, "0");
  return {
    item: {
      id: `owner/model-${n}`,
      sha: n.toString(16).padStart(40, "0"),
      createdAt: `2024-01-${day}T00:00:00.000Z`,
      lastModified: `2024-02-${day}T00:00:00.000Z`,
      downloads: 1000 + n,
      likes: n,
      pipeline_tag: n % 2 ? "text-classification" : "translation",
      tags: ["region:us"],
      ...more,
    },
    readme,
  };
}

const MODELS = Array.from({ length: 13 }, (_, n) => model(n));

interface Turn {
  readonly options?: Partial<SyncOptions>;
  readonly signal?: AbortSignal;
  readonly token?: string | null;
  readonly embedder?: Embedder;
}

async function sync(hub: FakeHub, store: MemoryRegistryStore, turn: Turn = {}) {
  const events: SyncEvent[] = [];
  const clock = testClock();
  const report = await syncRegistry(
    { ...DEFAULT_SYNC_OPTIONS, providers: PROVIDERS, ...turn.options },
    {
      http: testHttp(hub.fetch, clock),
      store,
      embedder: turn.embedder ?? COUNTING,
      clock,
      hub: { endpoint: FAKE_HUB, token: turn.token ?? null },
      emit: (event) => events.push(event),
      publishIndex: async () => ({ kind: "exact", reason: "few vectors" }),
      signal: turn.signal,
    },
  );
  return { report, events };
}

function partnered(models: readonly FakeModel[] = MODELS, pageSize = 5): FakeHub {
  const hub = fakeHub(models, pageSize);
  hub.partners.groq = {
    conversational: {
      "owner/model-3": { providerId: "m3", status: "live" },
      "x/unknown": { providerId: "u", status: "live" },
    },
  };
  hub.partners["fal-ai"] = {};
  return hub;
}

const listings = (hub: FakeHub) => hub.requests.filter(({ url }) => url.includes("/api/models"));
const cardReads = (hub: FakeHub) => hub.requests.filter(({ url }) => url.includes("/raw/"));

describe("a first sync", () => {
  test("stores records, endpoints, cards and vectors, and counts them", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    const { report, events } = await sync(hub, store);
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
    const hub = partnered([
      model(1, { downloads: 999, likes: 4 }),
      model(2, { downloads: 1000, likes: 0 }),
      model(3, { downloads: 0, likes: 5 }),
      model(4, { private: true }),
      model(5, { disabled: true }),
    ]);
    const store = new MemoryRegistryStore();
    const { report } = await sync(hub, store);
    expect([...store.models.keys()].sort()).toEqual(["owner/model-2", "owner/model-3"]);
    expect(report.models).toMatchObject({ seen: 5, added: 2 });
    const all = new MemoryRegistryStore();
    await sync(hub, all, { options: { minDownloads: 0, minLikes: 0 } });
    expect(all.models.size).toBe(3);
  });

  test("counts missing and gated cards, and asks for no gated one without a token", async () => {
    const hub = partnered([model(1, {}, null), model(2, { gated: "manual" }), model(3)]);
    const { report } = await sync(hub, new MemoryRegistryStore());
    expect(report.cards).toEqual({ fetched: 1, unchanged: 0, missing: 1, gated: 1, failed: 0 });
    expect(cardReads(hub)).toHaveLength(2);
  });

  test("keeps a model once that is listed twice, on one page or on two", async () => {
    const store = new MemoryRegistryStore();
    const twice = MODELS.flatMap((one) => [one, one]);
    const hub = partnered(twice, 5);
    const { report } = await sync(hub, store);
    expect(report).toMatchObject({ models: { seen: 26, added: 13 }, cards: { fetched: 13 } });
    const once = new MemoryRegistryStore();
    await sync(partnered(), once);
    expect(store.snapshot()).toEqual(once.snapshot());
  });

  test("lists each wanted task by itself", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    await sync(hub, store, { options: { tasks: ["translation"] } });
    expect(new Set([...store.models.values()].map(({ record }) => record.task))).toEqual(
      new Set(["translation"]),
    );
    expect([...store.cursors.keys()]).toEqual(["translation likes>=5 downloads>=1000"]);
  });

  test("keeps at most so many models as wanted, the most downloaded, and removes none for it", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    await sync(hub, store, { options: { limit: 3 } });
    expect([...store.models.keys()]).toEqual(["owner/model-12", "owner/model-11", "owner/model-10"]);
    const { report } = await sync(hub, store);
    expect(report.models).toMatchObject({ added: 10, unchanged: 3, removed: 0 });
    await sync(hub, store, { options: { limit: 2 } });
    expect(store.models.size).toBe(13);
  });

  test("reads as many cards as wanted, or none", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    expect((await sync(hub, store, { options: { cards: "none" } })).report.cards.fetched).toBe(0);
    expect((await sync(hub, store, { options: { cards: 4 } })).report.cards.fetched).toBe(4);
    expect((await sync(hub, store)).report.cards.fetched).toBe(9);
  });

  test("asks an embedder for its dimension where only its server knows it", async () => {
    const store = new MemoryRegistryStore();
    const embedder = { ...COUNTING, dimension: null };
    await sync(partnered(), store, { embedder });
    expect(store.identity).toEqual({ name: "lengths", dimension: 2 });
    const { report } = await sync(partnered(), store, { embedder });
    expect(report.vectors).toEqual({ embedded: 0, reused: 13 });
  });
});

describe("a second sync", () => {
  test("transfers only the changes and embeds nothing that did not change", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    await sync(hub, store);
    const before = store.snapshot();
    hub.requests.length = 0;
    const { report } = await sync(hub, store);
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
    const hub = partnered();
    const store = new MemoryRegistryStore();
    await sync(hub, store);
    const changed = model(20, { lastModified: "2026-11-22T07:29:00.000Z" });
    const weights = { ...model(3, { sha: "f".repeat(40), lastModified: "2026-11-22T07:29:30.000Z" }) };
    hub.models.splice(3, 1, weights);
    hub.models.push(changed);
    hub.intercept = (request) =>
      request.headers.get("if-none-match") ? new Response(null, { status: 304 }) : null;
    const { report } = await sync(hub, store);
    expect(report.models).toMatchObject({ added: 1, updated: 1 });
    expect(report.cards).toMatchObject({ fetched: 1, unchanged: 1 });
    expect(report.vectors).toEqual({ embedded: 1, reused: 13 });
  });

  test("removes what is gone only after a complete full pass", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    await sync(hub, store);
    hub.models.splice(0, 2);
    expect((await sync(hub, store)).report.models.removed).toBe(0);
    const { report, events } = await sync(hub, store, { options: { full: true } });
    expect(report.models).toMatchObject({ unchanged: 11, removed: 2 });
    expect(events).toContainEqual({ type: "models-removed", removed: 2 });
    expect(store.models.size).toBe(11);
  });

  test("retries a card that failed, and only that one", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    hub.intercept = ({ url }) => (url.includes("model-7/raw") ? new Response("", { status: 400 }) : null);
    expect((await sync(hub, store)).report).toMatchObject({
      status: "done",
      cards: { fetched: 12, failed: 1 },
    });
    hub.intercept = () => null;
    expect((await sync(hub, store)).report.cards).toMatchObject({ fetched: 1, failed: 0 });
  });
});

describe("an interrupted sync", () => {
  const uninterrupted = async () => {
    const store = new MemoryRegistryStore();
    await sync(partnered(), store);
    return store.snapshot();
  };
  const total = 3 + PROVIDERS.length + MODELS.length;

  test.each(Array.from({ length: total }, (_, n) => n))(
    "after request %i and run again ends as if it had not been",
    async (n) => {
      const hub = partnered();
      const store = new MemoryRegistryStore();
      const stop = new AbortController();
      hub.intercept = (_, at) => {
        if (at === n) stop.abort();
        return null;
      };
      const { report } = await sync(hub, store, { signal: stop.signal });
      expect(report.status).toBe("interrupted");
      hub.intercept = () => null;
      const second = await sync(hub, store);
      expect(second.report.status).toBe("done");
      const same = (snapshot: unknown) => JSON.stringify(snapshot).replace(/"pass":\d/g, "");
      expect(same(store.snapshot())).toBe(same(await uninterrupted()));
      expect(listings(hub).length).toBeLessThanOrEqual(3 + 2);
    },
  );

  test("goes on with the listing at the page where it stood", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    const stop = new AbortController();
    hub.intercept = (_, at) => {
      if (at === 2) stop.abort();
      return null;
    };
    await sync(hub, store, { signal: stop.signal });
    expect(store.models.size).toBe(10);
    const { report, events } = await sync(hub, store);
    expect(events[0]).toMatchObject({ type: "sync-started", resumed: true, kind: "full" });
    expect(report.models).toMatchObject({ seen: 3, added: 3 });
  });

  test("begins the listing anew where the server refuses the stored position", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    const stop = new AbortController();
    hub.intercept = (_, at) => {
      if (at === 1) stop.abort();
      return null;
    };
    await sync(hub, store, { signal: stop.signal });
    hub.intercept = ({ url }) =>
      url.includes("cursor=5") && hub.requests.length < 4 ? new Response("", { status: 400 }) : null;
    const { report, events } = await sync(hub, store);
    expect(report.models).toMatchObject({ seen: 13, added: 8, unchanged: 5, removed: 0 });
    expect(events.some(({ type }) => type === "warning")).toBe(true);
  });

  test("whose removal was cut off catches up on it", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    await sync(hub, store);
    hub.models.splice(0, 1);
    const finish = vi.spyOn(store, "finishFullPass");
    finish.mockResolvedValueOnce(0).mockRejectedValueOnce(new Error("killed"));
    await expect(sync(hub, store, { options: { full: true } })).rejects.toThrow("killed");
    expect(store.models.size).toBe(13);
    expect((await sync(hub, store)).report.models.removed).toBe(1);
  });

  test("before it began reports nothing done", async () => {
    const { report } = await sync(partnered(), new MemoryRegistryStore(), { signal: AbortSignal.abort() });
    expect(report).toMatchObject({ status: "interrupted", requests: 0 });
  });
});

describe("a failing Hub", () => {
  const codeOf = async (work: Promise<unknown>) => {
    const error: unknown = await work.then(
      () => null,
      (reason: unknown) => reason,
    );
    return isFault(error) ? error.code : error;
  };

  test("that answers 429, 503 or cuts the connection now and then changes nothing in the end", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    hub.intercept = (_, at) => {
      if (at % 4 === 1) return new Response("", { status: 503 });
      if (at % 7 === 2) return new Response("", { status: 429, headers: { "retry-after": "3" } });
      return null;
    };
    const { report } = await sync(hub, store);
    expect(report).toMatchObject({ status: "done", models: { added: 13 }, cards: { fetched: 13 } });
    const calm = new MemoryRegistryStore();
    await sync(partnered(), calm);
    expect(store.snapshot()).toEqual(calm.snapshot());
  });

  test("that does not know the token ends the sync at the third card in a row", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    hub.intercept = ({ url }) => (url.includes("/raw/") ? new Response("", { status: 401 }) : null);
    expect(await codeOf(sync(hub, store, { token: "hf_wrong" }))).toBe("CREDENTIALS_REJECTED");
    expect([...store.cards.values()].map(({ state }) => state)).toEqual(["failed", "failed"]);
    expect(store.models.size).toBe(13);
  });

  test("that is gone ends the sync with a network fault, and what was read stays", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    hub.intercept = (_, at) => {
      if (at >= 2) throw new TypeError("fetch failed");
      return null;
    };
    expect(await codeOf(sync(hub, store))).toBe("NETWORK");
    expect(store.models.size).toBe(10);
  });

  test("that names no model at all does not empty the registry", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    await sync(hub, store);
    hub.models.length = 0;
    expect(await codeOf(sync(hub, store, { options: { full: true } }))).toBe("BAD_RESPONSE");
    expect(store.models.size).toBe(13);
  });

  test("that knows a provider no more empties its endpoints, and one that fails keeps them", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    await sync(hub, store);
    hub.intercept = ({ url }) => (url.includes("/groq/") ? json([]) : null);
    const failing = await sync(hub, store);
    expect(failing.events.some(({ type }) => type === "endpoints-failed")).toBe(true);
    expect(store.endpoints.get("groq")).toHaveLength(1);
    hub.intercept = () => null;
    delete hub.partners.groq;
    const gone = await sync(hub, store);
    expect(gone.events).toContainEqual({ type: "warning", message: "The Hub knows no provider named groq." });
    expect(store.endpoints.get("groq")).toHaveLength(0);
  });

  test("that knows no provider at all, as a mirror, leaves every endpoint as it was and says so once", async () => {
    const hub = partnered();
    const store = new MemoryRegistryStore();
    const options = { providers: ["cohere", "fal-ai", "groq", "together"] } as const;
    hub.partners.together = {};
    hub.partners.cohere = {};
    await sync(hub, store, { options });
    const before = structuredClone([...store.endpoints]);
    for (const provider of options.providers) delete hub.partners[provider];
    const { events } = await sync(hub, store, { options });
    expect([...store.endpoints]).toEqual(before);
    const warnings = events.filter(({ type }) => type === "warning");
    expect(warnings).toEqual([{ type: "warning", message: expect.stringMatching(/none of.*HF_ENDPOINT/) }]);
  });

  test("never learns from a card where the token may go", async () => {
    const hub = partnered();
    hub.intercept = ({ url }) =>
      url.startsWith(FAKE_HUB) && url.includes("/raw/")
        ? new Response(null, { status: 302, headers: { location: "https://evil.test/x" } })
        : url.startsWith("https://evil.test")
          ? new Response("stolen")
          : null;
    await sync(hub, new MemoryRegistryStore(), { token: "hf_secret" });
    const foreign = hub.requests.filter(({ url }) => url.startsWith("https://evil.test"));
    expect(foreign.length).toBeGreaterThan(0);
    expect(foreign.every(({ headers }) => headers.get("authorization") === null)).toBe(true);
  });
});
