import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashedEmbedder } from "../../packages/indexer/dist/embedding/hashed-embedder.js";
import { describeModel } from "../../packages/indexer/dist/index.js";
import { openPostgresRegistry } from "../../packages/indexer/dist/open-postgres-registry.js";
import { RegistryDatabase } from "../../packages/indexer/dist/store/database/registry-database.js";
import { copyRegistry } from "../../packages/indexer/dist/store/postgres/copy/copy-registry.js";
import { PostgresDatabase } from "../../packages/shared/dist/postgres/index.js";
import { pgliteServer } from "../../packages/shared/dist/testing/index.js";
import { restartedPostgres } from "../../test/dist/chaos/restarted-postgres.js";
import { percentile } from "../figures.mjs";
import { syntheticNeed } from "../synthetic.mjs";
import { fillOpened, openBench } from "../synthetic-registry.mjs";
import { growPostgres, growSqlite } from "./grow.mjs";
import { childrenOf, parentOf, processorSeconds } from "./processes.mjs";

const MOST = 10;
/** Searches that are not counted: what is kept of a committed state is made by them. */
const WARM_UP = 20;

/** The places of a registry that can be compared, each with at most so many models of another home. */
const KINDS = {
  SQLite: async (from, models, note) => {
    const folder = mkdtempSync(join(tmpdir(), "hugginggpt-bench-scale-"));
    const file = join(folder, "registry.sqlite");
    if (from) {
      cpSync(join(from, "registry.sqlite"), file);
      await growSqlite(file, models, note);
    }
    const close = async () => rmSync(folder, { recursive: true, force: true });
    return { opened: await openBench(folder), pids: () => [], close };
  },
  PostgreSQL: async (from, models, note, database) => {
    if (database) {
      const server = await serverOf(database);
      return {
        opened: await openAt({ url: database }),
        pids: () => childrenOf(server),
        close: async () => undefined,
      };
    }
    const server = await restartedPostgres();
    if ("missing" in server) throw new Error(server.missing);
    if (from) {
      await copyInto(server.url, from, note);
      await growPostgres(server.url, models, note);
    }
    const opened = await openAt({ url: server.url });
    return { opened, pids: () => childrenOf(server.pid), close: () => server.stop() };
  },
  "PGlite with pgvector": async (from, models, note) => {
    const { create, poolSize } = pgliteServer();
    const { url, drop } = await create();
    if (from) {
      await copyInto(url, from, note, poolSize);
      await growPostgres(url, models, note);
    }
    // Else no index would be built of so few vectors.
    return { opened: await openAt({ url, poolSize, hnswFrom: 1 }), pids: () => [], close: drop };
  },
};

/** Returns the process that started those of a server of this machine. */
async function serverOf(url) {
  const db = await PostgresDatabase.open(url, { applicationName: "bench" });
  const [{ pid }] = await db.query("SELECT pg_backend_pid() AS pid");
  const server = parentOf(pid);
  await db.close();
  return server;
}

/** Copies the registry of a home, as `migrate-to` does. */
async function copyInto(url, home, note, poolSize) {
  const from = RegistryDatabase.openToRead(join(home, "registry.sqlite"));
  const to = await PostgresDatabase.open(url, { applicationName: "bench", poolSize });
  await copyRegistry(from, to, { onProgress: (done, total) => note(`${done} of ${total} models`) });
  await to.close();
  from.close();
}

function openAt(where) {
  return openPostgresRegistry({ describe: describeModel, embedder: hashedEmbedder, ...where });
}

/**
 * Fills registries of the same synthetic models, or copies them from a home that has them, and asks each the same needs in turn, so that all have the same moment of the
 * machine. Returns for each the times in milliseconds, how long filling took, and how much of SQLite's ten it finds.
 */
export async function searchPart({ models, queries, kinds, from, database, note }) {
  const places = [];
  for (const name of kinds) {
    const say = (line) => note(`${name}: ${line}`);
    const place = await KINDS[name](from, models, say, database);
    const began = performance.now();
    const before = usedHere() + usedBy(place.pids());
    await fillOpened(place.opened, models, say);
    const filled = {
      seconds: (performance.now() - began) / 1000,
      processor: usedHere() + usedBy(place.pids()) - before,
    };
    places.push({ ...place, name, filled, found: new Map() });
  }
  const all = await askAll(places, queries, () => ({}));
  const ofTask = await askAll(places, queries, ({ task }) => ({ task }));
  const results = places.map(({ name, filled, found }, at) => ({
    ...{ name, filled, all: all[at], task: ofTask[at] },
    same: sharedWith(places[0].found, found),
  }));
  for (const { opened, close } of places) {
    await opened.close();
    await close();
  }
  return results;
}

/** Asks each in turn; `filters`: of a need. Returns for each its times and the processor time of a search. */
async function askAll(places, queries, filters) {
  const measured = places.map(({ pids }) => ({ times: [], here: 0, server: usedBy(pids()) }));
  for (let n = -WARM_UP; n < queries; n++)
    for (const [at, { opened, found, pids }] of places.entries()) {
      if (n === 0) measured[at].server = usedBy(pids());
      const need = syntheticNeed(n < 0 ? 100_000 - n : n);
      const [before, began] = [usedHere(), performance.now()];
      const { candidates } = await opened.registry.search({
        text: need.text,
        k: MOST,
        filters: filters(need),
      });
      if (n < 0) continue;
      measured[at].times.push(performance.now() - began);
      measured[at].here += usedHere() - before;
      found.set(`${n} ${JSON.stringify(filters(need))}`, new Set(candidates.map(({ model }) => model.id)));
    }
  return measured.map(({ times, here, server }, at) => ({
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    here: (1000 * here) / queries,
    server: (1000 * (usedBy(places[at].pids()) - server)) / queries,
  }));
}

/** The share of what one found that the other found, too. */
function sharedWith(one, other) {
  let [both, all] = [0, 0];
  for (const [search, ids] of one) {
    all += ids.size;
    for (const id of ids) if (other.get(search)?.has(id)) both++;
  }
  return both / Math.max(1, all);
}

function usedHere() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const usedBy = (pids) => pids.reduce((sum, pid) => sum + processorSeconds(pid), 0);
