import { faultOf } from "@hugginggpt/testing";
import { describe, expect, test } from "vitest";
import { FAKE_HUB, json } from "../testing/fake-hub.js";
import { MemoryRegistryStore } from "../testing/memory-registry-store.js";
import { partneredHub, testSync } from "../testing/test-sync.js";

describe("a failing Hub", () => {
  const codeOf = async (work: Promise<unknown>) => (await faultOf(work)).code;

  test("that answers 429, 503 or cuts the connection now and then changes nothing in the end", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    hub.intercept = (_, at) => {
      if (at % 4 === 1) return new Response("", { status: 503 });
      if (at % 7 === 2) return new Response("", { status: 429, headers: { "retry-after": "3" } });
      return null;
    };
    const { report } = await testSync(hub, store);
    expect(report).toMatchObject({ status: "done", models: { added: 13 }, cards: { fetched: 13 } });
    const calm = new MemoryRegistryStore();
    await testSync(partneredHub(), calm);
    expect(store.snapshot()).toEqual(calm.snapshot());
  });

  test("that does not know the token ends the sync at the third card in a row", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    hub.intercept = ({ url }) => (url.includes("/raw/") ? new Response("", { status: 401 }) : null);
    expect(await codeOf(testSync(hub, store, { token: "hf_wrong" }))).toBe("CREDENTIALS_REJECTED");
    expect([...store.cards.values()].map(({ state }) => state)).toEqual(["failed", "failed"]);
    expect(store.models.size).toBe(13);
  });

  test("that is gone ends the sync with a network fault, and what was read stays", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    hub.intercept = (_, at) => {
      if (at >= 2) throw new TypeError("fetch failed");
      return null;
    };
    expect(await codeOf(testSync(hub, store))).toBe("NETWORK");
    expect(store.models.size).toBe(10);
  });

  test("that names no model at all does not empty the registry", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    await testSync(hub, store);
    hub.models.length = 0;
    expect(await codeOf(testSync(hub, store, { options: { full: true } }))).toBe("BAD_RESPONSE");
    expect(store.models.size).toBe(13);
  });

  test("that knows a provider no more empties its endpoints, and one that fails keeps them", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    await testSync(hub, store);
    hub.intercept = ({ url }) => (url.includes("/groq/") ? json([]) : null);
    const failing = await testSync(hub, store);
    expect(failing.events.some(({ type }) => type === "endpoints-failed")).toBe(true);
    expect(store.endpoints.get("groq")).toHaveLength(1);
    hub.intercept = () => null;
    delete hub.partners.groq;
    const gone = await testSync(hub, store);
    expect(gone.events).toContainEqual({ type: "warning", message: "The Hub knows no provider named groq." });
    expect(store.endpoints.get("groq")).toHaveLength(0);
  });

  test("that knows no provider at all, as a mirror, leaves every endpoint as it was and says so once", async () => {
    const hub = partneredHub();
    const store = new MemoryRegistryStore();
    const options = { providers: ["cohere", "fal-ai", "groq", "together"] } as const;
    hub.partners.together = {};
    hub.partners.cohere = {};
    await testSync(hub, store, { options });
    const before = structuredClone([...store.endpoints]);
    for (const provider of options.providers) delete hub.partners[provider];
    const { events } = await testSync(hub, store, { options });
    expect([...store.endpoints]).toEqual(before);
    const warnings = events.filter(({ type }) => type === "warning");
    expect(warnings).toEqual([{ type: "warning", message: expect.stringMatching(/none of.*HF_ENDPOINT/) }]);
  });

  test("never learns from a card where the token may go", async () => {
    const hub = partneredHub();
    hub.intercept = ({ url }) =>
      url.startsWith(FAKE_HUB) && url.includes("/raw/")
        ? new Response(null, { status: 302, headers: { location: "https://evil.test/x" } })
        : url.startsWith("https://evil.test")
          ? new Response("stolen")
          : null;
    await testSync(hub, new MemoryRegistryStore(), { token: "hf_secret" });
    const foreign = hub.requests.filter(({ url }) => url.startsWith("https://evil.test"));
    expect(foreign.length).toBeGreaterThan(0);
    expect(foreign.every(({ headers }) => headers.get("authorization") === null)).toBe(true);
  });
});
