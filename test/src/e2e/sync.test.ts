import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CORPUS_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import type { LoggedRequest } from "../loopback/loopback-request.js";
import { runCli } from "./cli.js";
import { dumpRegistry } from "./registry-dump.js";
import { CORPUS_NOTE, NO_CORPUS, sortRequests, syncAll } from "./syncing.js";
import { makeHome } from "./temp-home.js";

describe.skipIf(NO_CORPUS)(`indexer sync of the corpus${CORPUS_NOTE}`, () => {
  const home = makeHome();
  let hub: HubServer;
  beforeAll(async () => {
    hub = await startHub({ rows: readHubRows(CORPUS_FILE) });
  });
  afterAll(async () => {
    await hub.close();
    home.remove();
  });

  it("indexes all 673 models with their cards, endpoints and vectors", async () => {
    const report = await syncAll({ hub, home: home.path });
    expect(report).toMatchObject({
      status: "done",
      source: "hub",
      models: { seen: 673, added: 673, updated: 0, unchanged: 0, removed: 0 },
      cards: { fetched: 673, unchanged: 0, missing: 0, gated: 0, failed: 0 },
      vectors: { embedded: 673 + builtInTools(home.path), reused: 0 },
      endpoints: expect.any(Number),
      requests: hub.requests.length,
      seconds: expect.any(Number),
    });
    expect(report.endpoints).toBeGreaterThan(600);
    const { listing, cards } = sortRequests(hub.requests);
    expect(listing).toHaveLength(2);
    expect(new Set(cards.map(({ path }) => path)).size).toBe(673);
    expect(cards).toHaveLength(673);
  });

  it("embeds nothing and reads no card the second time, and changes no row", async () => {
    const before = dumpRegistry(home.path);
    hub.clearRequests();
    const report = await syncAll({ hub, home: home.path });
    expect(report.vectors).toEqual({ embedded: 0, reused: before.vectors.length });
    expect(report.models).toMatchObject({ added: 0, updated: 0, removed: 0 });
    expect(sortRequests(hub.requests).cards).toEqual([]);
    expect(sortRequests(hub.requests).listing.length).toBeLessThanOrEqual(2);
    expect(dumpRegistry(home.path)).toEqual(before);
  });

  it("is shown by indexer status, with nothing left to do", async () => {
    const status = await runCli("indexer", ["status", "--json"], { home: home.path });
    expect(JSON.parse(status.stdout)).toMatchObject({
      models: { hub: 673, starter: 0 },
      cards: { none: 0, missing: 0, gated: 0, failed: 0 },
      embedder: expect.stringMatching(/^hashed/),
      left: { cards: 0, vectors: 0 },
    });
    const plain = await runCli("indexer", ["status"], { home: home.path });
    expect(plain.stdout).toContain("673 of the Hub");
    expect(plain.stdout).toMatch(/vector index .*exact scan/);
  });

  it("lists what changed in one request where nothing did, and asks each provider once", async () => {
    hub.clearRequests();
    await syncAll({ hub, home: home.path });
    const { listing, endpoints } = sortRequests(hub.requests);
    expect(listing).toHaveLength(1);
    expect(new Set(endpoints.map(pathOf)).size).toBe(endpoints.length);
  });
});

function pathOf({ path }: LoggedRequest): string {
  return path;
}

function builtInTools(home: string): number {
  return dumpRegistry(home).models.filter((row) => row.includes('"source":"builtin"')).length;
}
