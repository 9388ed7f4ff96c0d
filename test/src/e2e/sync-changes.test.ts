import { cpSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import { runCli } from "./cli.js";
import { dumpRegistry, type RegistryDump } from "./registry-dump.js";
import { sortRequests, syncAll } from "./syncing.js";
import { makeHome, tempHome } from "./temp-home.js";

const CLASSIFIER = "invented-lab/review-stars-multilingual";

const registry = makeHome();
beforeAll(async () => {
  const hub = await startHub({ rows: readHubRows(INVENTED_FILE) });
  await syncAll({ hub, home: registry.path });
  await hub.close();
});
afterAll(() => registry.remove());

describe("indexer sync after the Hub changed", () => {
  it("reads and embeds a changed card, and that card alone", async () => {
    const { hub, home, before } = await synced();
    hub.models.setCard(CLASSIFIER, "# Stars\n\nRates letters about zeppelins, in nine languages.");
    const report = await syncAll({ hub, home });
    expect(report.cards).toMatchObject({ fetched: 1, unchanged: 0 });
    expect(report.vectors.embedded).toBe(1);
    expect(cardsAsked(hub)).toEqual([CLASSIFIER]);
    expect(changed(before, home, "cards")).toBe(1);
    const found = await runCli("registry", ["search", "zeppelins", "-k", "1", "--json"], { home });
    expect(JSON.parse(found.stdout).results[0]).toMatchObject({ id: CLASSIFIER });
  });

  it("takes over changed counts with --full, without reading a card or embedding a text", async () => {
    const { hub, home, before } = await synced();
    hub.models.update(CLASSIFIER, { downloads: 123_456, likes: 789 }, { touch: false });
    const report = await syncAll({ hub, home, args: ["--full"] });
    expect(report).toMatchObject({
      models: { added: 0, updated: 1, removed: 0 },
      cards: { fetched: 0 },
      vectors: { embedded: 0 },
    });
    expect(cardsAsked(hub)).toEqual([]);
    expect(await shown(home, CLASSIFIER)).toMatchObject({ model: { downloads: 123_456, likes: 789 } });
    expect(changed(before, home, "vectors")).toBe(0);
  });

  it("removes a deleted model with --full from every table, and reads no card for it", async () => {
    const { hub, home, before } = await synced();
    hub.models.remove(CLASSIFIER);
    const report = await syncAll({ hub, home, args: ["--full"] });
    expect(report.models).toMatchObject({ added: 0, updated: 0, removed: 1 });
    expect(cardsAsked(hub)).toEqual([]);
    const after = dumpRegistry(home);
    for (const table of ["models", "cards", "vectors", "texts"] as const) {
      expect(after[table], table).toHaveLength(before[table].length - 1);
    }
    const gone = await runCli("registry", ["show", CLASSIFIER], { home });
    expect(gone).toMatchObject({ code: 1, stderr: expect.stringContaining("has no model") });
  });

  it("knows a renamed model by its new name alone after --full, and reads its card only", async () => {
    const { hub, home, before } = await synced();
    const to = "invented-lab/review-stars-nine-languages";
    hub.models.rename(CLASSIFIER, to);
    await syncAll({ hub, home, args: ["--full"] });
    expect(cardsAsked(hub)).toEqual([to]);
    const after = dumpRegistry(home).models;
    expect(after).toHaveLength(before.models.length);
    expect(after.join()).not.toContain(`"id":"${CLASSIFIER}"`);
    expect(await shown(home, to)).toMatchObject({ model: { id: to, task: "text-classification" } });
  });

  it("notes a newly gated model without asking for its card", async () => {
    const { hub, home } = await synced();
    hub.models.update(CLASSIFIER, { gated: "manual" });
    const report = await syncAll({ hub, home });
    expect(report.cards).toMatchObject({ fetched: 0, gated: 1 });
    expect(cardsAsked(hub)).toEqual([]);
    expect(await shown(home, CLASSIFIER)).toMatchObject({ model: { gated: "manual" }, cardState: "gated" });
  });

  it("adds a new model without reading any other card", async () => {
    const { hub, home } = await synced();
    const id = "invented-lab/newcomer";
    hub.models.add({ id, pipeline_tag: "translation", downloads: 5 }, "# Newcomer\n\nTranslates Frisian.");
    const report = await syncAll({ hub, home });
    expect(report).toMatchObject({ models: { added: 1 }, cards: { fetched: 1 }, vectors: { embedded: 1 } });
    expect(cardsAsked(hub)).toEqual([id]);
  });

  it("keeps only what --limit, --task and the default thresholds admit", async () => {
    const hub = await inventedHub();
    const home = tempHome();
    const env = { HF_ENDPOINT: hub.url };
    const sync = async (...args: string[]) =>
      JSON.parse((await runCli("indexer", ["sync", "--json", ...args], { home, env })).stdout);
    expect((await sync("--task", "translation", "--cards", "none")).models.added).toBe(3);
    expect((await sync("--limit", "5", "--cards", "2")).cards.fetched).toBe(2);
    await sync();
    expect((await runCli("registry", ["show", "invented-lab/unloved-experiment"], { home })).code).toBe(1);
    expect((await runCli("registry", ["show", "invented-lab/without-a-card"], { home })).code).toBe(0);
  });
});

/** Returns a Hub that is as it was when the registry in a new home was synced from one like it. */
async function synced(): Promise<{ hub: HubServer; home: string; before: RegistryDump }> {
  const hub = await inventedHub();
  const home = tempHome();
  cpSync(registry.path, home, { recursive: true });
  return { hub, home, before: dumpRegistry(home) };
}

async function inventedHub(): Promise<HubServer> {
  const hub = await startHub({ rows: readHubRows(INVENTED_FILE) });
  onTestFinished(() => hub.close());
  return hub;
}

function cardsAsked(hub: HubServer): string[] {
  return sortRequests(hub.requests).cards.map(({ path }) =>
    path.replace(/^\//, "").replace("/raw/main/README.md", ""),
  );
}

function changed(before: RegistryDump, home: string, table: "cards" | "vectors"): number {
  const known = new Set(before[table]);
  return dumpRegistry(home)[table].filter((row) => !known.has(row)).length;
}

async function shown(home: string, id: string): Promise<unknown> {
  return JSON.parse((await runCli("registry", ["show", id, "--json"], { home })).stdout);
}
