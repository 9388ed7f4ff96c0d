import {
  type Artifact,
  type JournalEntry,
  type RecordedInput,
  type RunEvent,
  systemClock,
} from "@hugginggpt/shared";
import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { postgresServer, type TestDatabase } from "@hugginggpt/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sharedPlace } from "../../artifacts/artifact-files.js";
import type { ManifestEntry } from "../../artifacts/manifest.js";
import { putShared } from "../../artifacts/shared-artifact-store.js";
import type { ObjectStore } from "../../objects/object-store.js";
import { sha256Of } from "../../objects/sha256.js";
import { openPostgresRunStorage } from "../../sessions/postgres-run-storage.js";
import { pruneRuns } from "../../sessions/prune-runs.js";
import type { RunStorage } from "../../sessions/run-storage.js";
import { newRunId } from "../../sessions/stored-run.js";
import { beginning, succeeded } from "../journal-entries.js";

const server = await postgresServer();
/** The files of a run, by name. */
type Files = Readonly<Record<string, string>>;
const TWO: Files = { "0-text.txt": "one", "1-text.txt": "two" };

/**
 * What pruning keeps to where runs are in a database and their files in a store that machines share. `make` returns an empty
 * store.
 */
export function pruneContract(make: () => Promise<ObjectStore>): void {
  describe.skipIf(server.missing !== null)(`pruneRuns on ${server.missing ?? server.name}`, () => {
    let database: TestDatabase;
    let db: PostgresDatabase;
    let store: ObjectStore;
    let storage: RunStorage;
    beforeAll(async () => {
      database = await server.create();
      db = await PostgresDatabase.open(database.url, { applicationName: "tests" });
    });
    beforeEach(async () => {
      await db.query("TRUNCATE hugginggpt.runs, hugginggpt.run_events, hugginggpt.run_artifacts");
      store = await make();
      storage = over(store);
    });
    afterAll(async () => {
      await db?.close();
      await database?.drop();
    });
    const over = (artifacts: ObjectStore) =>
      openPostgresRunStorage(db, "/nowhere", { artifacts, clock: systemClock });
    const prune = (keep: number, dryRun = false, of = storage) =>
      pruneRuns(of, { keep, dryRun }, systemClock);

    /** Keeps a run of a moment with files, those that it has `earlier` included. */
    async function kept(
      at: number,
      files: Files,
      more: Parameters<typeof recordOf>[2] = {},
    ): Promise<string> {
      const run = newRunId(at);
      for (const [name, text] of Object.entries(files))
        if (!more.earlier?.[name]) await putShared(store, run, name, Buffer.from(text), entryOf(name, text));
      await storage.runs.begin(run, recordOf(run, files, { at, ...more }));
      return run;
    }
    async function namesOf(...runs: string[]): Promise<string[]> {
      const names: string[] = [];
      for (const run of runs)
        for await (const { key } of store.list(`runs/${run}`)) names.push(key.slice(`runs/${run}/`.length));
      return names.sort();
    }
    const rows = async () => (await db.query("SELECT name FROM hugginggpt.run_artifacts")).length;

    it("deletes the files of exactly the runs that it forgets, whatever lies beside them", async () => {
      const [old, young] = [await kept(1, TWO), await kept(2, TWO)];
      await store.put(`runs/${old}/notes.md`, Buffer.from("mine"));
      const dry = await prune(1, true);
      expect(dry).toMatchObject({ forgotten: [old], kept: [] });
      expect(dry.made.map((place) => place.slice(-10))).toEqual(["0-text.txt", "1-text.txt"]);
      expect(await namesOf(old)).toHaveLength(5);
      expect(await prune(1)).toEqual(dry);
      expect(await namesOf(old)).toEqual(["notes.md"]);
      expect(await namesOf(young)).toHaveLength(4);
      expect(await storage.runs.runs()).toEqual([young]);
      expect(await rows()).toBe(2);
    });

    it("chooses by when a run began, or was put down where it did not", async () => {
      const now = Date.now();
      const [old] = [await kept(now - 10_000, TWO), await kept(now, TWO)];
      await (await storage.runs.claim(newRunId(1))).giveBack();
      const { forgotten } = await pruneRuns(storage, { olderThan: 5_000 }, systemClock);
      expect(forgotten).toEqual([old]);
    });

    it("goes through many runs, and keeps the latest", async () => {
      const ids = Array.from({ length: 1_203 }, (_, at) => newRunId(at)).reverse();
      await db.query(
        `INSERT INTO hugginggpt.runs (run, last_seq, tally)
         SELECT run, 1, '{"run":"' || run || '","startedAt":5}' FROM unnest($1::text[]) AS run`,
        [ids],
      );
      expect((await prune(2, true)).forgotten).toEqual(ids.slice(2));
      expect((await prune(2)).forgotten).toEqual(ids.slice(2));
      expect(await storage.runs.runs()).toEqual(ids.slice(0, 2));
    });

    it("deletes the rest of the files after a kill at any point, and nothing else", async () => {
      for (const kill of [0, 1, 3]) {
        const [old, young] = [await kept(1, TWO), await kept(2, TWO)];
        let left = kill;
        const dying = removingBy(store, async (key) => {
          if (left-- <= 0) throw new Error("killed");
          await store.remove(key);
        });
        await expect(prune(1, false, over(dying))).rejects.toThrow("killed");
        expect(await storage.runs.runs()).toEqual([young]);
        const again = await prune(1);
        expect([again.forgotten, again.made.length]).toEqual([[], 2]);
        expect(await namesOf(old)).toEqual([]);
        expect(await namesOf(young)).toHaveLength(4);
        await prune(0);
        expect([await namesOf(young), await rows()]).toEqual([[], 0]);
      }
    });

    it("keeps a file that another run has taken over until that one is forgotten, and no other of the same content", async () => {
      const first = await kept(1, TWO);
      const earlier = { "0-text.txt": sharedPlace(first) };
      const rerun = await kept(2, { "0-text.txt": "one" }, { earlier });
      await kept(3, TWO);
      expect((await prune(2)).forgotten).toEqual([first]);
      expect(await namesOf(first)).toEqual(["0-text.txt", "0-text.txt.entry.json"]);
      expect((await prune(1)).forgotten).toEqual([rerun]);
      expect(await namesOf(first)).toEqual([]);
    });

    it("leaves a run and its files to whoever resumes it, and a forgotten one to nobody", async () => {
      const run = await kept(1, TWO);
      const claim = await storage.runs.claim(run);
      expect(await prune(0)).toMatchObject({ forgotten: [], made: [] });
      expect(await prune(0, true)).toMatchObject({ forgotten: [], made: [] });
      await claim.giveBack();
      const late = removingBy(store, () => Promise.reject(new Error("killed")));
      await expect(prune(0, false, over(late))).rejects.toThrow("killed");
      const tooLate = await storage.runs.claim(run);
      expect([tooLate.recorded, await storage.runs.entries(run)]).toEqual([0, []]);
      expect((await prune(0)).made).toHaveLength(2);
      await tooLate.giveBack();
      expect(await namesOf(run)).toEqual([]);
    });

    it("keeps the files of a forgotten run that has been copied into the database again", async () => {
      const run = await kept(1, TWO);
      const dying = removingBy(store, () => Promise.reject(new Error("killed")));
      await expect(prune(0, false, over(dying))).rejects.toThrow("killed");
      await storage.runs.begin(run, recordOf(run, TWO, {}));
      expect(await prune(1)).toMatchObject({ forgotten: [], made: [] });
      expect(await namesOf(run)).toHaveLength(4);
    });

    it("deletes nothing for what a record says that is no name of a file of ours, or of another run", async () => {
      const victim = await kept(9, TWO);
      const names = ["../x.txt", `../${victim}/0-text.txt`, "a b", "..", ""];
      const bad = newRunId(1);
      await storage.runs.begin(bad, recordOf(bad, Object.fromEntries(names.map((name) => [name, "x"])), {}));
      await kept(2, { "0-text.txt": "x" }, { out: sharedPlace(victim) });
      await storage.runs.begin(newRunId(3), recordOf("another", TWO, {}));
      const { forgotten, kept: left, made } = await prune(1);
      expect([forgotten.length, left.length]).toEqual([2, 1]);
      expect(made).toEqual([]);
      expect(await namesOf(victim)).toHaveLength(4);
    });

    it("deletes the copies of given files that no run names any more, also where a run cannot be read", async () => {
      const clock = { ...systemClock, now: () => 4e12 };
      const given = await Promise.all(["a", "b"].map((text) => storage.inputs.put(Buffer.from(text))));
      await kept(1, {}, { given: given.slice(0, 1) });
      const young = await kept(2, {}, { given: given.slice(1) });
      await db.query("UPDATE hugginggpt.run_events SET entry = '{' WHERE run = $1 AND seq = 1", [young]);
      const later = openPostgresRunStorage(db, "/nowhere", { artifacts: store, clock });
      for (const dryRun of [true, false]) expect((await prune(1, dryRun, later)).copies).toHaveLength(1);
      expect(await later.inputs.get(given[0] ?? "")).toBeNull();
      expect(await later.inputs.get(given[1] ?? "")).not.toBeNull();
    });
  });
}

/** Returns a store that removes in another way. */
function removingBy(store: ObjectStore, remove: ObjectStore["remove"]): ObjectStore {
  return {
    address: store.address,
    ready: () => store.ready(),
    put: (key, bytes) => store.put(key, bytes),
    open: (key) => store.open(key),
    touch: (key) => store.touch(key),
    list: (folder) => store.list(folder),
    pathOf: (key) => store.pathOf(key),
    remove,
  };
}

function recordOf(
  run: string,
  files: Files,
  {
    at = 1,
    out = sharedPlace(run),
    earlier,
    given = [],
  }: {
    readonly at?: number;
    readonly out?: string;
    readonly earlier?: Readonly<Record<string, string>>;
    readonly given?: readonly string[];
  },
): JournalEntry[] {
  const artifacts = Object.entries(files).map(([name, text]) => artifactOf(name, text));
  const events = beginning(run).map((event): RunEvent => {
    if (event.type !== "input-recorded") return event;
    const setup = { ...event.input.setup, out, ...(earlier ? { earlier } : {}) };
    const copies = given.map((sha256) => ({ sha256 })) as unknown as RecordedInput["files"];
    return { ...event, input: { ...event.input, setup, files: copies } };
  });
  const ended: RunEvent = { type: "task-ended", task: 0, outcome: succeeded("m", "t", artifacts) };
  return [...events, ended].map((event) => ({ at, event }));
}

function artifactOf(name: string, text: string): Artifact {
  return {
    name,
    mediaType: "text/plain",
    bytes: text.length,
    sha256: sha256Of(text),
    taskId: 0,
    model: "m",
  };
}

function entryOf(name: string, text: string): ManifestEntry {
  const { mediaType, bytes, sha256, taskId, model } = artifactOf(name, text);
  return { file: name, mediaType, bytes, sha256, taskId, model, task: "text-generation" } as ManifestEntry;
}
