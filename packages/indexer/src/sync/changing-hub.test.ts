import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModelEntry } from "@hugginggpt/shared";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { describeModel } from "../describe-model.js";
import { hashedEmbedder } from "../embedding/hashed-embedder.js";
import { type OpenedRegistry, openRegistry } from "../open-registry.js";
import { type FakeHub, type FakeModel, fakeHub } from "../testing/fake-hub.js";
import { testClock } from "../testing/test-http.js";
import { hubModel, type TestTurn, testSync } from "../testing/test-sync.js";

const LATER = "2026-11-22T07:29:00.000Z";
const FULL: TestTurn = { options: { full: true } };

/** A model of the fake Hub with some of its fields changed. */
function changed(model: FakeModel | undefined, fields: Record<string, unknown>): FakeModel {
  if (!model) throw new Error("no such model");
  return { ...model, item: { ...model.item, ...fields } };
}

describe("a registry on SQLite after the Hub changed", () => {
  let folder: string;
  let opened: OpenedRegistry;
  let hub: FakeHub;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "changing-"));
    opened = await openRegistry({
      file: join(folder, "registry.sqlite"),
      describe: describeModel,
      embedder: hashedEmbedder,
      clock: testClock(),
    });
    hub = fakeHub(
      Array.from({ length: 9 }, (_, n) => hubModel(n)),
      4,
    );
    hub.partners.groq = {};
    hub.partners["fal-ai"] = {};
  });
  afterEach(() => {
    opened.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const sync = (turn: TestTurn = {}) => testSync(hub, opened.store, turn);
  const entry = (id: string): Promise<ModelEntry | null> => opened.registry.get(id);
  const count = async () => (await opened.registry.stats()).models.hub;
  const cardRequests = () => hub.requests.filter(({ url }) => url.includes("/raw/")).length;

  describe("by a rename", () => {
    test.each([
      ["a listing of changes", {}],
      ["a full listing", FULL],
    ])("that %s shows keeps the card, and the old id as an alias", async (_, turn) => {
      await sync();
      const before = cardRequests();
      hub.models.splice(3, 1, changed(hub.models[3], { id: "owner/renamed", lastModified: LATER }));
      hub.moved.set("owner/model-3", "owner/renamed");
      const { report } = await sync(turn);
      expect(report.models).toMatchObject({ added: 0, updated: 1, removed: 0 });
      expect(cardRequests()).toBe(before);
      expect(await count()).toBe(9);
      expect(await entry("owner/renamed")).toMatchObject({ cardState: "read" });
      expect((await entry("owner/model-3"))?.model.id).toBe("owner/renamed");
      const page = await opened.registry.search({ text: "renamed", k: 1, filters: {} });
      expect(page.candidates[0]?.model.id).toBe("owner/renamed");
    });

    test("that only the card's address shows is followed too", async () => {
      await sync();
      const moved = changed(hub.models[3], { id: "owner/renamed" });
      hub.models[3] = changed(hub.models[3], { sha: "e".repeat(40), lastModified: LATER });
      await sync({ options: { only: ["listing"] } });
      hub.models[3] = moved;
      hub.moved.set("owner/model-3", "owner/renamed");
      const { events } = await sync({ options: { only: ["cards"] } });
      expect(events).toContainEqual({ type: "model-moved", from: "owner/model-3", to: "owner/renamed" });
      expect((await entry("owner/model-3"))?.model.id).toBe("owner/renamed");
      expect(await count()).toBe(9);
    });

    test("to the id of a deleted model replaces that model", async () => {
      await sync();
      const renamed = changed(hub.models[3], { id: "owner/model-5", lastModified: LATER });
      hub.models.splice(5, 1);
      hub.models.splice(3, 1, renamed);
      await sync(FULL);
      expect(await count()).toBe(8);
      expect((await entry("owner/model-5"))?.card?.text).toContain("reads 3 pages");
    });

    test("whose old id is taken by another model keeps both apart", async () => {
      await sync();
      hub.models.splice(3, 1, changed(hub.models[3], { id: "owner/renamed", lastModified: LATER }));
      const other = hubModel(77, { id: "owner/model-3", lastModified: LATER });
      hub.models.push(other);
      await sync();
      expect((await entry("owner/model-3"))?.card?.text).toContain("reads 77 pages");
      expect((await entry("owner/renamed"))?.card?.text).toContain("reads 3 pages");
    });

    test("is not believed of a Hub that gives every model one number", async () => {
      hub.models.splice(0, 9, ...hub.models.map((model) => changed(model, { _id: "a".repeat(24) })));
      await sync();
      await sync(FULL);
      expect(await count()).toBe(9);
    });
  });

  test("by a deletion and another upload under the same id forgets the old card", async () => {
    await sync();
    const again = hubModel(3, { _id: "f".repeat(24), createdAt: LATER, lastModified: LATER }, null);
    hub.models[3] = changed(again, { sha: hub.models[3]?.item.sha });
    const { report } = await sync();
    expect(report.cards).toMatchObject({ missing: 1, fetched: 0 });
    expect(await entry("owner/model-3")).toMatchObject({ cardState: "missing", card: null });
  });

  test("by a gate drops the card; with a token and a grant it is read again", async () => {
    await sync();
    hub.models[3] = changed(hub.models[3], { gated: "manual" });
    const without = await sync(FULL);
    expect(without.report.cards).toMatchObject({ gated: 1 });
    expect(await entry("owner/model-3")).toMatchObject({ cardState: "gated", card: null });
    expect((await sync()).report).toMatchObject({ cards: { gated: 0 }, left: { cards: 0 } });
    const refused = await sync({ token: "hf_stranger" });
    expect(refused.report.cards).toMatchObject({ gated: 1, fetched: 0 });
    expect((await sync({ token: "hf_stranger" })).report.cards).toMatchObject({ gated: 0 });
    hub.granted.add("hf_friend");
    hub.models[3] = changed(hub.models[3], { gated: false });
    expect((await sync(FULL)).report.cards).toMatchObject({ fetched: 1 });
    expect(await entry("owner/model-3")).toMatchObject({ cardState: "read" });
  });

  test("asks for gated cards once a token is there", async () => {
    hub.models[3] = changed(hub.models[3], { gated: "auto" });
    hub.granted.add("hf_friend");
    expect((await sync()).report.cards).toMatchObject({ gated: 1, fetched: 8 });
    expect((await sync({ token: "hf_friend" })).report.cards).toMatchObject({ gated: 0, fetched: 1 });
    expect((await sync({ token: "hf_friend" })).report.cards).toMatchObject({ gated: 0, fetched: 0 });
  });

  test("by a tag has a local endpoint while the tag and the task are there", async () => {
    hub.models[3] = changed(hub.models[3], { tags: ["transformers.js", "onnx"] });
    await sync();
    const local = { kind: "local", provider: "transformers.js", task: "text-classification", status: "live" };
    expect((await entry("owner/model-3"))?.endpoints).toEqual([local]);
    await sync({ options: { only: ["endpoints"] } });
    expect((await entry("owner/model-3"))?.endpoints).toEqual([local]);
    hub.models[3] = changed(hub.models[3], { tags: ["onnx"], lastModified: LATER });
    await sync();
    expect((await entry("owner/model-3"))?.endpoints).toEqual([]);
  });

  test("by a card that is the template only is described by its base model's card", async () => {
    const template = "# Model Card for Model ID\n\n## Uses\n\n[More Information Needed]\n";
    hub.models[3] = {
      ...changed(hub.models[3], { baseModels: { relation: "finetune", models: [{ id: "owner/model-5" }] } }),
      readme: template,
    };
    await sync();
    expect(await entry("owner/model-3")).toMatchObject({ card: { text: "" } });
    const page = await opened.registry.search({ text: "model-3", k: 1, filters: {} });
    expect(page.candidates[0]?.summary).toBe(
      "Text Classification model. Fine-tuned from owner/model-5. This model reads 5 pages.",
    );
  });

  describe("by copies of a model", () => {
    const card = `# Whale\n\nThis model knows whales by their songs. ${Array.from({ length: 60 }, (_, n) => `Bay${n} holds whale${n}.`).join(" ")}`;
    const copy = (n: number, id: string, readme: string | null) =>
      hubModel(n, { id, createdAt: `2025-01-0${n - 29}T00:00:00.000Z`, lastModified: LATER }, readme);
    const baseOf = async (id: string) => {
      const model = (await entry(id))?.model;
      return model && [model.baseModel, model.baseRelation];
    };

    test("links quantised ones by name and mirrored ones by name and card, and lets go when the base is gone", async () => {
      hub.models.push(
        changed(copy(30, "maker/Whale-7B", card), { downloads: 99_999 }),
        copy(31, "quants/whale-7b-GGUF", null),
        copy(32, "mirror/Whale_7B", card),
        copy(33, "other/Whale-7B", "# Whale\n\nAnother card of the same name."),
      );
      await sync();
      expect(await baseOf("quants/whale-7b-GGUF")).toEqual(["maker/Whale-7B", "quantized"]);
      expect(await baseOf("mirror/Whale_7B")).toEqual(["maker/Whale-7B", "copy"]);
      expect(await baseOf("other/Whale-7B")).toEqual([null, null]);
      const page = await opened.registry.search({ text: "whale-7b-GGUF", k: 1, filters: {} });
      expect(page.candidates[0]?.summary).toContain("Quantized version of maker/Whale-7B. This model knows");
      const again = await sync(FULL);
      expect(again.report).toMatchObject({ models: { updated: 0 }, vectors: { embedded: 0 } });
      hub.models.splice(9, 1);
      await sync(FULL);
      expect(await baseOf("quants/whale-7b-GGUF")).toEqual(["other/Whale-7B", "quantized"]);
      expect(await baseOf("mirror/Whale_7B")).toEqual([null, null]);
    });

    test("links quantised ones to the most downloaded of the name that people know", async () => {
      const all = { options: { minLikes: 0, minDownloads: 0, full: true } };
      const [unknown, quants] = [copy(30, "maker/Whale-7B", null), copy(31, "quants/whale-7b-GGUF", null)];
      hub.models.push(changed(unknown, { downloads: 999, likes: 4 }), quants);
      await sync(all);
      expect(await baseOf("quants/whale-7b-GGUF")).toEqual([null, "quantized"]);
      hub.models[hub.models.length - 2] = changed(unknown, { downloads: 1000, likes: 4 });
      await sync(all);
      expect(await baseOf("quants/whale-7b-GGUF")).toEqual(["maker/Whale-7B", "quantized"]);
      hub.models.push(changed(copy(32, "later/Whale-7B", null), { downloads: 1001 }));
      await sync(all);
      expect(await baseOf("quants/whale-7b-GGUF")).toEqual(["later/Whale-7B", "quantized"]);
    });

    test("believes what a copy declares itself", async () => {
      hub.models.push(
        copy(30, "maker/Whale-7B", card),
        hubModel(31, { id: "quants/whale-7b-GGUF", cardData: { base_model: "maker/Shark" } }, null),
      );
      await sync();
      expect(await baseOf("quants/whale-7b-GGUF")).toEqual(["maker/Shark", "quantized"]);
    });
  });
});

describe("the scope of a sync on SQLite", () => {
  let folder: string;
  let opened: OpenedRegistry;
  let hub: FakeHub;
  const served = (status: string) => [{ provider: "groq", providerId: "x", status, task: "conversational" }];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "scopes-"));
    opened = await openRegistry({
      file: join(folder, "registry.sqlite"),
      describe: describeModel,
      embedder: hashedEmbedder,
      clock: testClock(),
    });
    const rare = { downloads: 0, likes: 0 };
    hub = fakeHub(
      [
        hubModel(1),
        hubModel(2, { ...rare, inferenceProviderMapping: served("live") }),
        hubModel(3, { ...rare, inferenceProviderMapping: served("error") }),
        hubModel(4, { ...rare, tags: ["transformers.js"] }),
        hubModel(5, { ...rare, id: "Small/model-5" }),
        hubModel(6, { ...rare, id: "small/model-6" }),
      ],
      2,
    );
    hub.partners.groq = { conversational: { "owner/model-2": { providerId: "x", status: "live" } } };
    hub.partners["fal-ai"] = {};
  });
  afterEach(() => {
    opened.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const sync = (options: TestTurn["options"] = {}) => testSync(hub, opened.store, { options });
  const ids = async () => {
    const page = await opened.registry.search({ text: "", k: 100, filters: { minDownloads: 0 } });
    return page.candidates.map(({ model }) => model).filter(({ source }) => source === "hub");
  };
  const names = async () => (await ids()).map(({ id }) => id.split("/")[1]).sort();

  test("is what runs somewhere: by a live provider or transformers.js", async () => {
    const { report } = await sync({ runnable: true });
    expect(await names()).toEqual(["model-2", "model-4"]);
    expect(report.endpoints).toBe(1);
    const urls = hub.requests.map(({ url }) => url);
    expect(urls[0]).toContain("inference_provider=all");
    expect(urls.some((url) => url.includes("filter=transformers.js"))).toBe(true);
  });

  test("that is what runs follows what is served, by a full listing each time", async () => {
    await sync({ runnable: true });
    hub.models[1] = changed(hub.models[1], { inferenceProviderMapping: served("error") });
    hub.partners.groq = {};
    const { events, report } = await sync({ runnable: true });
    expect(events[0]).toMatchObject({ kind: "full" });
    expect(report.models.removed).toBe(1);
    expect(await names()).toEqual(["model-4"]);
  });

  test.each([0, 1, 2, 3, 4])("that is what runs, killed at request %i, ends the same", async (n) => {
    const stop = new AbortController();
    const at = hub.requests.length + n;
    hub.intercept = (_, request) => {
      if (request === at) stop.abort();
      return null;
    };
    await testSync(hub, opened.store, { options: { runnable: true }, signal: stop.signal });
    hub.intercept = () => null;
    await sync({ runnable: true });
    expect(await names()).toEqual(["model-2", "model-4"]);
  });

  test("may be two side by side: neither removes what the other keeps", async () => {
    await sync();
    await sync({ runnable: true });
    expect(await names()).toEqual(["model-1", "model-2", "model-4"]);
    expect((await sync({ full: true })).report.models.removed).toBe(0);
    await sync({ runnable: true });
    expect(await names()).toEqual(["model-1", "model-2", "model-4"]);
  });

  test("is one owner, whatever the case of the name, and removes nobody else's models", async () => {
    await sync();
    await sync({ authors: ["small"], minLikes: 0, minDownloads: 0 });
    expect(await names()).toEqual(["model-1", "model-6"]);
    hub.models.pop();
    const { report } = await sync({ authors: ["small"], minLikes: 0, minDownloads: 0, full: true });
    expect(report.models.removed).toBe(1);
    expect(await names()).toEqual(["model-1"]);
  });

  test("is everything", async () => {
    await sync({ minLikes: 0, minDownloads: 0 });
    expect(await names()).toHaveLength(6);
  });
});
