import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JournalEntry, RunStore } from "@hugginggpt/shared";
import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { postgresServer, type TestDatabase } from "@hugginggpt/testing";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createRuntime } from "../create-runtime.js";
import { openSqliteTrackRecords } from "../journal/records/sqlite-track-records.js";
import { appendOnce } from "../journal/with-claim.js";
import { FolderObjectStore } from "../objects/folder-object-store.js";
import { wholeOf } from "../objects/object-store.js";
import { toolRegistry } from "../testing/tool-registry.js";
import { copyRuns } from "./copy-runs.js";
import { migrateRuns } from "./migrate-runs.js";
import { openPostgresRunStorage, PostgresTrackRecords } from "./postgres-run-storage.js";
import { artifactReader } from "./run-files.js";
import { openRunStorage, type RunStorage } from "./run-storage.js";
import { findRun } from "./stored-run.js";

const server = await postgresServer();
const clock = { now: () => 1e12, sleep: async () => undefined };
const PLAN = JSON.stringify({
  tasks: [{ id: 0, task: "text-to-speech", args: { text: "Hello." }, dep: [-1] }],
});

class Killed extends Error {}

/** A store whose n-th write never comes, or comes and is not heard of. */
function dying(runs: RunStore, n: number, after: boolean): RunStore {
  let writes = 0;
  return new Proxy(runs, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== "function") return found;
      return async (...given: unknown[]) => {
        const dies = name === "begin" && writes++ >= n;
        if (dies && !after) throw new Killed();
        const result: unknown = await found.apply(target, given);
        if (dies) throw new Killed();
        return result;
      };
    },
  });
}

describe.skipIf(server.missing !== null)(`copyRuns (${server.missing ?? server.name})`, () => {
  const home = mkdtempSync(join(tmpdir(), "hugginggpt-copy-runs-"));
  const files = new FolderObjectStore(home);
  const options = { onProgress: () => undefined, files };
  let database: TestDatabase;
  let db: PostgresDatabase;
  let from: RunStorage;
  const target = (artifacts: FolderObjectStore | null = null) =>
    openPostgresRunStorage(db, home, { artifacts });
  const all = async ({ runs }: RunStorage): Promise<Record<string, readonly JournalEntry[]>> =>
    Object.fromEntries(
      await Promise.all((await runs.runs()).map(async (run) => [run, await runs.entries(run)])),
    );
  beforeAll(async () => {
    from = openRunStorage(home);
    const runtime = await createRuntime({
      registry: toolRegistry,
      outputs: join(home, "outputs"),
      storage: from,
    });
    for (const request of ["say hello", "say \u0000 hello \ud800"]) {
      const { report } = await runtime.run({ request, plan: PLAN });
      expect((await report).status).toBe("done");
    }
    database = await server.create();
    db = await PostgresDatabase.open(database.url, { applicationName: "tests" });
  });
  beforeEach(() => db.query("TRUNCATE hugginggpt.runs, hugginggpt.run_events, hugginggpt.run_artifacts"));
  afterAll(async () => {
    await db?.close();
    await database?.drop();
    rmSync(home, { recursive: true, force: true });
  });

  it("copies every record, goes on after a kill at any write, and has nothing twice", async () => {
    const wanted = await all(from);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(2), fc.boolean()), { maxLength: 3 }), async (kills) => {
        await db.query("TRUNCATE hugginggpt.runs, hugginggpt.run_events, hugginggpt.run_artifacts");
        const to = target();
        for (const [n, after] of kills) {
          await copyRuns(from, { ...to, runs: dying(to.runs, n, after) }, options).catch((error: unknown) => {
            if (!(error instanceof Killed)) throw error;
          });
        }
        expect(await copyRuns(from, to, options)).toMatchObject({ runs: 2, differences: [], busy: [] });
        expect(Object.keys(await all(to))).toEqual(Object.keys(wanted));
      }),
      { seed: 16, numRuns: 6 },
    );
  });

  it("copies files of runs to where all machines find them, also when the records are there already", async () => {
    await copyRuns(from, target(), options);
    const store = new FolderObjectStore(join(home, "shared"));
    const to = target(store);
    for (let call = 0; call < 2; call++) {
      const copied = await copyRuns(from, to, options);
      expect(copied).toMatchObject({ runs: 2, missing: 0, differences: [] });
      expect(copied.files).toBeGreaterThanOrEqual(2);
    }
    for (const run of await to.runs.runs()) {
      const content = await artifactReader(await findRun(to.runs, run), to).open("0-text-to-speech.wav");
      const source = await artifactReader(await findRun(from.runs, run), from).open("0-text-to-speech.wav");
      expect(content && (await wholeOf(content))).toEqual(source && (await wholeOf(source)));
    }
  });

  it("leaves a run out that is worked on, and takes what has come when it is called again", async () => {
    const [run = ""] = await from.runs.runs();
    const claim = await from.runs.claim(run);
    expect((await copyRuns(from, target(), options)).busy).toEqual([run]);
    await claim.giveBack();
    await copyRuns(from, target(), options);
    const more: JournalEntry = { at: 5, event: { type: "run-cancelled" } };
    await appendOnce(from.runs, run, [more]);
    expect((await copyRuns(from, target(), options)).differences).toEqual([]);
    expect((await target().runs.entries(run)).at(-1)).toEqual(more);
  });

  it("copies how models did, and leaves what is known there", async () => {
    const trackRecords = join(home, "track-records.sqlite");
    const records = openSqliteTrackRecords(trackRecords, { clock });
    await records.note({ model: "a/b", endpoint: "groq", ok: true, ms: 5 });
    records.close();
    const migration = { ...options, home, trackRecords, url: database.url, artifacts: null, secrets: [] };
    expect(await migrateRuns(migration)).toMatchObject({ runs: 2, trackRecords: 1, differences: [] });
    expect(await migrateRuns(migration)).toMatchObject({ runs: 2, trackRecords: 1 });
    const copied = new PostgresTrackRecords(db);
    expect(await copied.of("a/b")).toMatchObject([{ endpoint: "groq", medianMs: 5 }]);
    await copied.close();
  });
});
