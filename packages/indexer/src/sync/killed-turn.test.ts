import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeModel } from "../describe-model.js";
import { hashedEmbedder } from "../embedding/hashed-embedder.js";
import { type OpenedRegistry, openRegistry } from "../open-registry.js";
import type { RegistryStore } from "../ports/registry-store.js";
import { RegistryDatabase } from "../store/database/registry-database.js";
import { dumpTables } from "../testing/dump-tables.js";
import { type FakeHub, fakeHub } from "../testing/fake-hub.js";
import { testClock } from "../testing/test-http.js";
import { hubModel, type TestTurn, testSync } from "../testing/test-sync.js";

/** The requests that a kill may have sent again: the cards that are asked for at once, one of them with its redirect. */
const BOUND = 8 + 1;
const TRUTH = ["models", "cards", "endpoints", "vectors", "model_languages", "aliases"];
const OPTIONS: NonNullable<TestTurn["options"]>[] = [
  { limit: 7 },
  { limit: 12, tasks: ["text-classification", "translation"] },
  { runnable: true },
  { full: true },
];

/** Three pages of models; one of them was renamed after it was listed. */
function movingHub(): FakeHub {
  const served = [{ provider: "groq", providerId: "x", status: "live", task: "conversational" }];
  const models = Array.from({ length: 12 }, (_, n) =>
    hubModel(n, {
      ...(n % 2 === 0 ? { pipeline_tag: "translation" } : {}),
      ...(n % 3 === 0 ? { inferenceProviderMapping: served } : {}),
    }),
  );
  const hub = fakeHub(models, 5);
  hub.partners.groq = { conversational: { "owner/model-3": { providerId: "x", status: "live" } } };
  hub.partners["fal-ai"] = {};
  return hub;
}

/** The model has its new name as soon as the first card is asked for. */
function renameOnce(hub: FakeHub): void {
  const at = hub.models.findIndex(({ item }) => item.id === "owner/model-9");
  const model = hub.models[at];
  if (model === undefined) return;
  hub.models[at] = { ...model, item: { ...model.item, id: "owner/renamed" } };
  hub.moved.set("owner/model-9", "owner/renamed");
}

/** Those calls that a test of every build can wait for, of a turn without options and with. `npm run test:crash` takes each. */
const [STEP, STEP_WITH_OPTIONS] = process.env.KILL_AT_EVERY === "1" ? [1, 1] : [3, 5];

class Killed extends Error {}

/** Throws at the n-th call of the store and at every later one, as if the process were gone; `after` it is done. */
function dyingStore(store: RegistryStore, n: number, after: boolean): RegistryStore {
  let calls = 0;
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...args: unknown[]) => {
        const call = calls++;
        if (call > n || (call === n && !after)) throw new Killed();
        const result: unknown = await method.apply(target, args);
        if (call === n) throw new Killed();
        return result;
      };
    },
  });
}

async function open(folder: string): Promise<OpenedRegistry> {
  const file = join(folder, "registry.sqlite");
  return openRegistry({ file, describe: describeModel, embedder: hashedEmbedder, clock: testClock() });
}

function dump(folder: string): string[] {
  const db = RegistryDatabase.open(join(folder, "registry.sqlite"));
  try {
    return dumpTables(db.sql, TRUTH);
  } finally {
    db.close();
  }
}

function hubOfTurn(): FakeHub {
  const hub = movingHub();
  hub.intercept = ({ url }) => {
    if (url.includes("/raw/")) renameOnce(hub);
    return null;
  };
  return hub;
}

/** Holds a registry with the built-in tools alone: to make one takes longer than to sync so few models. */
const template = mkdtempSync(join(tmpdir(), "killed-template-"));
beforeAll(async () => (await open(template)).close());
afterAll(() => rmSync(template, { recursive: true, force: true }));

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "killed-"));
  copyFileSync(join(template, "registry.sqlite"), join(folder, "registry.sqlite"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Syncs until the end with a kill at the n-th call of the store each `every` turns; returns what is left of it. */
async function syncKilledAt(n: number, after: boolean, turn: TestTurn, kills = 1) {
  return inFolder(async (folder) => {
    const hub = hubOfTurn();
    let killed = 0;
    for (let round = 0; round < kills; round++) {
      const opened = await open(folder);
      await testSync(hub, dyingStore(opened.store, n, after), turn)
        .catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
          killed++;
        })
        .finally(() => opened.close());
    }
    const opened = await open(folder);
    const isOpen = (await opened.store.noted("turn"))?.includes('"open":true') ?? true;
    if (isOpen) await testSync(hub, opened.store, turn);
    opened.close();
    return { killed, requests: hub.requests.length, truth: dump(folder) };
  });
}

describe("a sync that is killed", () => {
  test.each<[step: number, turn: TestTurn]>([
    [STEP, {}],
    ...OPTIONS.map((options): [number, TestTurn] => [STEP_WITH_OPTIONS, { options }]),
  ])("at every call of the store, by steps of %i, ends with the same rows: %j", async (step, turn) => {
    const whole = await syncKilledAt(Number.MAX_SAFE_INTEGER, false, turn, 0);
    let most = 0;
    for (let n = 0; ; n += step) {
      const end = await syncKilledAt(n, n % 2 === 0, turn);
      if (end.killed === 0) break;
      expect(end.truth, `killed at call ${n}`).toEqual(whole.truth);
      most = Math.max(most, end.requests - whole.requests);
    }
    expect(most).toBeLessThanOrEqual(BOUND);
  });

  test("at the same call again and again, each time a little later, ends with the same rows", async () => {
    const whole = await syncKilledAt(Number.MAX_SAFE_INTEGER, false, {}, 0);
    for (const n of [9, 12]) {
      const end = await syncKilledAt(n, true, {}, 8);
      expect(end.killed).toBeGreaterThan(2);
      expect(end.truth).toEqual(whole.truth);
      expect(end.requests).toBeLessThanOrEqual(whole.requests + BOUND * end.killed);
    }
  });
});
