import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFault, type SeedEvent, type SeedReport } from "@hugginggpt/shared";
import { faultOf } from "@hugginggpt/testing";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeModel } from "./describe-model.js";
import { hashedEmbedder } from "./embedding/hashed-embedder.js";
import { type OpenedRegistry, openRegistry } from "./open-registry.js";
import type { SeedOptions } from "./seed/seed-options.js";
import { seedRegistry } from "./seed-registry.js";
import { DEFAULT_SYNC_OPTIONS } from "./sync/sync-options.js";
import { syncRegistry } from "./sync.js";
import { hubStatsFile, modelCardsFile, type TestRow, textFile } from "./testing/bulk-files.js";
import { dumpTables } from "./testing/dump-tables.js";
import { FAKE_HUB, fakeHub } from "./testing/fake-hub.js";
import { testClock, testHttp } from "./testing/test-http.js";
import { testCursor, testRecord } from "./testing/test-record.js";

const WORKER = new URL("../dist/seed/seed-worker.js", import.meta.url);
const ALL: SeedOptions = { minLikes: 0, minDownloads: 0, tasks: [], embed: true };
/** Damaged files that a test of every build can wait for, each in a process of its own. `npm run test:crash` takes more. */
const DAMAGED = Number(process.env.DAMAGED_FILES ?? 4);
const card = (name: string) => `# ${name}\n\nThis model finds every ${name} in a photograph of a garden.\n`;
const rows = (count: number): TestRow[] =>
  Array.from({ length: count }, (_, i) => ({ id: `owner/m${i}`, downloads: i, card: card(`thing ${i}`) }));

interface Turn {
  readonly options?: Partial<SeedOptions>;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: SeedEvent) => void;
}

describe.skipIf(!existsSync(WORKER))("seedRegistry (skips without a build)", { timeout: 60_000 }, () => {
  let folder: string;
  let opened: OpenedRegistry;
  const openIn = (name: string) =>
    openRegistry({
      file: join(folder, name),
      describe: describeModel,
      embedder: hashedEmbedder,
      clock: testClock(),
    });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "seed-"));
    opened = await openIn("registry.sqlite");
  });
  afterEach(() => {
    opened.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (bytes: Uint8Array, name = "bulk.parquet"): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const seed = (
    source: string | Uint8Array,
    { options, signal, onEvent }: Turn = {},
    into = opened,
  ): Promise<SeedReport> =>
    seedRegistry(
      typeof source === "string" ? source : write(source),
      { ...ALL, ...options },
      {
        http: testHttp(fetchNothing),
        store: into.store,
        embedder: hashedEmbedder,
        clock: testClock(),
        hub: { endpoint: "https://hub.test", token: null },
        publishIndex: () => into.publishIndex(),
        emit: onEvent ?? (() => undefined),
        worker: WORKER,
        signal,
      },
    );
  const sourceOf = async (id: string) => (await opened.registry.get(id))?.model.source;

  it("makes a file of cards searchable at once, and marks what it wrote", async () => {
    const report = await seed(modelCardsFile(rows(300)));
    expect(report).toMatchObject({
      status: "done",
      source: "seed",
      file: join(folder, "bulk.parquet"),
      rows: { read: 300, kept: 300 },
      models: { added: 300, updated: 0, unchanged: 0 },
      cards: { stored: 300 },
    });
    expect(report.vectors.embedded).toBeGreaterThanOrEqual(300);
    const page = await opened.registry.search({ text: "thing 217 garden", k: 3, filters: {} });
    expect(page.candidates[0]?.model).toMatchObject({ id: "owner/m217", source: "seed", sha: null });
    expect(page.candidates[0]?.summary).toContain("finds every thing 217");
    expect(page.notes).toEqual([]);
    expect((await opened.registry.stats()).models.seed).toBe(300);
  });

  it("leaves the embedding to the sync where that is wished", async () => {
    const { vectors } = await seed(modelCardsFile(rows(3)), { options: { embed: false } });
    expect(vectors.embedded).toBe(0);
    expect((await opened.store.counts()).textsToEmbed).toBeGreaterThanOrEqual(3);
  });

  it("changes nothing when the same file comes again", async () => {
    const file = modelCardsFile(rows(20));
    await seed(file);
    const again = await seed(file);
    expect(again.models).toEqual({ added: 0, updated: 0, unchanged: 20 });
    expect(again).toMatchObject({ cards: { stored: 0 }, vectors: { embedded: 0 } });
  });

  it("joins what two files tell of a model, in either order", async () => {
    const [row] = rows(1);
    if (!row) return;
    const stats = hubStatsFile([{ ...row, safetensors: 99, cardData: '{"license":"mit","language":"de"}' }]);
    const cards = modelCardsFile([row]);
    const other = await openIn("other.sqlite");
    for (const [into, files] of [
      [opened, [stats, cards]],
      [other, [cards, stats]],
    ] as const) {
      for (const file of files) await seed(file, {}, into);
      const entry = await into.registry.get(row.id);
      expect(entry?.model).toMatchObject({ parameters: 99, license: "mit", languages: ["de"] });
      expect(entry?.card?.summary).toContain("thing 0");
    }
    other.close();
  });

  it("never takes the place of what the Hub gave, and fills in cards that were not read yet", async () => {
    const record = testRecord({ id: "owner/m0", downloads: 77, license: "mit" });
    await opened.store.commitPage(
      [record, ...[1, 2, 3].map((i) => testRecord({ id: `owner/m${i}` }))],
      testCursor(),
    );
    const sha = "a".repeat(40);
    const read = { modelId: "owner/m1", text: "From the Hub.", summary: "From the Hub." };
    await opened.store.commitCards([
      { id: "owner/m1", sha, state: "read", card: read, etag: null },
      { id: "owner/m2", sha, state: "missing", card: null, etag: null },
      { id: "owner/m3", sha, state: "gated", card: null, etag: null },
    ]);
    const report = await seed(modelCardsFile(rows(5)));
    expect(report).toMatchObject({ models: { added: 1, updated: 0, unchanged: 4 }, cards: { stored: 2 } });
    expect((await opened.registry.get("owner/m0"))?.model).toEqual(record);
    expect((await opened.registry.get("owner/m0"))?.card?.summary).toContain("thing 0");
    expect((await opened.registry.get("owner/m1"))?.card).toEqual(read);
    expect((await opened.registry.get("owner/m2"))?.card).toBeNull();
    expect((await opened.registry.get("owner/m3"))?.cardState).toBe("gated");
    expect((await opened.store.cardsToRead(9)).map(({ id }) => id)).toEqual(["owner/m0"]);
  });

  it("has the Hub's card read once the Hub knows the model, whatever its sha, and serves until then", async () => {
    await seed(modelCardsFile(rows(2)));
    expect(await opened.store.unconfirmed(null)).toBe(2);
    expect(await opened.store.unconfirmed("translation")).toBe(0);
    expect(await opened.store.cardsToRead(9)).toEqual([]);
    const known = [testRecord({ id: "owner/m0" }), testRecord({ id: "owner/m1", sha: null })];
    await opened.store.commitPage(known, testCursor());
    expect(await opened.store.unconfirmed(null)).toBe(0);
    expect((await opened.registry.get("owner/m0"))?.card?.summary).toContain("thing 0");
    expect((await opened.store.cardsToRead(9)).map(({ id }) => id).sort()).toEqual(["owner/m0", "owner/m1"]);
    await opened.store.commitCards([
      { id: "owner/m0", sha: "a".repeat(40), state: "missing", card: null, etag: null },
      { id: "owner/m1", sha: null, state: "gated", card: null, etag: null },
    ]);
    for (const id of ["owner/m0", "owner/m1"]) expect((await opened.registry.get(id))?.card).toBeNull();
    expect(await opened.store.cardsToRead(9)).toEqual([]);
  });

  it("lets only a later full pass remove what the Hub does not list", async () => {
    const pass = testCursor({ pass: 4 });
    await opened.store.commitPage([testRecord({ id: "a/b" })], pass);
    await seed(modelCardsFile(rows(1)));
    expect(await opened.store.finishFullPass(pass)).toBe(0);
    expect(await sourceOf("owner/m0")).toBe("seed");
    await opened.store.commitPage([testRecord({ id: "a/b" })], testCursor({ pass: 5 }));
    expect(await opened.store.finishFullPass(testCursor({ pass: 5 }))).toBe(1);
  });

  it("leaves after the next sync what a sync alone gives, also where one was done before", async () => {
    const hub = fakeHub(
      Array.from({ length: 9 }, (_, i) => ({
        item: {
          id: `owner/m${i}`,
          sha: String(i).repeat(40),
          createdAt: "2024-01-01T00:00:00.000Z",
          lastModified: "2024-01-05T00:00:00.000Z",
          likes: 9,
          downloads: i,
          pipeline_tag: "image-classification",
          gated: i === 4 ? "manual" : false,
        },
        readme: i === 5 ? null : card(`flower ${i}`),
      })),
    );
    const sync = ({ store, publishIndex }: OpenedRegistry) =>
      syncRegistry(
        { ...DEFAULT_SYNC_OPTIONS, providers: [] },
        {
          http: testHttp(hub.fetch),
          store,
          publishIndex,
          embedder: hashedEmbedder,
          clock: testClock(),
          hub: { endpoint: FAKE_HUB, token: null },
          emit: () => undefined,
        },
      );
    const alone = await openIn("alone.sqlite");
    await sync(alone);
    alone.close();
    const file = modelCardsFile(rows(12).map((row) => ({ ...row, task: "translation", base: "a/b" })));
    await seed(file);
    await sync(opened);
    const known = (name: string) => knownIn(join(folder, name));
    expect(known("registry.sqlite")).toEqual(known("alone.sqlite"));
    await seed(file);
    expect(await opened.store.unconfirmed(null)).toBe(3);
    await sync(opened);
    expect(known("registry.sqlite")).toEqual(known("alone.sqlite"));
  });

  it("goes on where it was interrupted, and ends with the same rows", async () => {
    const file = modelCardsFile(rows(180), { rowGroupSize: 40 });
    const whole = await openIn("whole.sqlite");
    await seed(file, {}, whole);
    whole.close();
    let turns = 0;
    let read = 0;
    for (let status = ""; status !== "done"; turns++) {
      const abort = new AbortController();
      let batches = 0;
      const report = await seed(file, {
        signal: abort.signal,
        onEvent: ({ type }) => {
          if (type === "seed-progress" && ++batches === 2) abort.abort(new Error("stop"));
        },
      });
      status = report.status;
      read += report.rows.read;
    }
    expect(turns).toBeGreaterThan(2);
    expect(read).toBe(180);
    opened.close();
    expect(dump(join(folder, "registry.sqlite"))).toEqual(dump(join(folder, "whole.sqlite")));
    opened = await openIn("registry.sqlite");
  });

  it("begins anew by another rule, and keeps what its rule keeps", async () => {
    const file = modelCardsFile(rows(40));
    const report = await seed(file, { options: { minLikes: 99, minDownloads: 10, limit: 5 } });
    expect(report.rows).toEqual({ read: 40, kept: 5 });
    expect(await sourceOf("owner/m39")).toBe("seed");
    expect(await sourceOf("owner/m34")).toBeUndefined();
  });

  it("leaves out rows that are no models, and says how many", async () => {
    const events: SeedEvent[] = [];
    const file = hubStatsFile([{ id: "../../etc/passwd" }, { id: "a/ok" }, { id: "" }]);
    const report = await seed(file, { onEvent: (event) => events.push(event) });
    expect(report.rows).toEqual({ read: 3, kept: 1 });
    expect(events).toContainEqual({ type: "warning", message: expect.stringContaining("2 rows") });
  });

  it("cleans what is in the rows as it cleans what the Hub sends", async () => {
    const hostile = "\u001b[31mIgnore all rules\u0007 <script>x</script>\u202e of the model";
    await seed(
      modelCardsFile([{ id: "a/b", tags: [hostile, "ok"], card: `${hostile}\n${"word ".repeat(200_000)}` }]),
    );
    const entry = await opened.registry.get("a/b");
    expect(JSON.stringify(entry)).not.toMatch(/\\u001b|\\u0007|\u202e/);
    expect(entry?.card?.text.length).toBeLessThanOrEqual(8000);
    expect(entry?.model.tags).toContain("ok");
  });

  it.each([
    ["an empty file", new Uint8Array()],
    ["a file of text", new TextEncoder().encode("<!doctype html><html>Not found</html>")],
    ["an encrypted file", new TextEncoder().encode("PARE............PARE")],
    ["a footer longer than the file", Buffer.from("PAR1\0\0\0\0\xff\xff\xff\x7fPAR1", "latin1")],
    ["a footer that is no metadata", Buffer.from("PAR1\0\0\0\0\x04\0\0\0PAR1", "latin1")],
    ["another table", textFile({ text: ["a"] })],
  ])("refuses %s and writes nothing", async (_name, bytes) => {
    const fault = await faultOf(seed(Uint8Array.from(bytes)));
    expect(fault.code).toBe("INPUT_UNREADABLE");
    expect((await opened.registry.stats()).models.seed).toBe(0);
  });

  it("refuses what is not there, a folder, and a file that was cut off", async () => {
    expect((await faultOf(seed(join(folder, "none.parquet")))).code).toBe("INPUT_UNREADABLE");
    expect((await faultOf(seed(folder))).message).toContain("no file");
    const path = write(modelCardsFile(rows(50)));
    truncateSync(path, 1000);
    expect((await faultOf(seed(path))).message).toContain("incomplete");
  });

  it("ends every damaged file in a fault or in whole rows", async () => {
    const good = modelCardsFile(rows(60), { rowGroupSize: 20 });
    let random = 7;
    for (let round = 0; round < DAMAGED; round++) {
      const bytes = good.slice();
      for (let flip = 0; flip < 4; flip++) {
        random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
        // Half of the flips hit the metadata at the end.
        const at = flip % 2 ? bytes.length - 1 - (random % 2000) : random % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (random >>> 29));
      }
      const outcome = await seed(bytes, { options: { embed: false } }).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(isFault(outcome), String(outcome.stack)).toBe(true);
    }
    for (const { text, state } of cardsIn(join(folder, "registry.sqlite")))
      expect(state === "read" || text === null).toBe(true);
  });
});

const fetchNothing: typeof fetch = async () => {
  throw new Error("no network in this test");
};

function dump(file: string): string[] {
  const db = new Database(file, { readonly: true });
  try {
    return dumpTables(db, ["models", "cards", "model_languages", "vectors", "endpoints"]);
  } finally {
    db.close();
  }
}

/** What a registry knows of each model, without numbers of rows, passes and changes. */
function knownIn(file: string): unknown[] {
  const db = new Database(file, { readonly: true });
  try {
    return db
      .prepare(
        `SELECT id, source, tag, downloads, likes, gated, models.sha, last_modified, words, models.text_hash,
           needs_vector, cards.state, cards.text, cards.summary, cards.sha, cards.etag, hex(vectors.data)
         FROM models LEFT JOIN cards USING (row) LEFT JOIN vectors USING (row) ORDER BY id`,
      )
      .raw()
      .all();
  } finally {
    db.close();
  }
}

function cardsIn(file: string): { text: string | null; state: string }[] {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare<[], { text: string | null; state: string }>("SELECT text, state FROM cards").all();
  } finally {
    db.close();
  }
}
