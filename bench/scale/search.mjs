import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashedEmbedder } from "../../packages/indexer/dist/embedding/hashed-embedder.js";
import { describeModel } from "../../packages/indexer/dist/index.js";
import { openPostgresRegistry } from "../../packages/indexer/dist/open-postgres-registry.js";
import { pgliteServer } from "../../packages/shared/dist/testing/index.js";
import { restartedPostgres } from "../../test/dist/chaos/restarted-postgres.js";
import { percentile } from "../figures.mjs";
import { syntheticNeed } from "../synthetic.mjs";
import { fillOpened, openBench } from "../synthetic-registry.mjs";
import { childrenOf, processorSeconds } from "./processes.mjs";

const MOST = 10;
/** Searches that are not counted: what is kept of a committed state is made by them. */
const WARM_UP = 20;

/** The places of a registry that can be compared. */
const KINDS = {
  SQLite: async () => {
    const folder = mkdtempSync(join(tmpdir(), "hugginggpt-bench-scale-"));
    const close = async () => rmSync(folder, { recursive: true, force: true });
    return { opened: await openBench(folder), pids: () => [], close };
  },
  PostgreSQL: async () => {
    const server = await restartedPostgres();
    if ("missing" in server) throw new Error(server.missing);
    const opened = await openAt(server.url);
    return { opened, pids: () => childrenOf(server.pid), close: () => server.stop() };
  },
  "PGlite with pgvector": async () => {
    const place = await pgliteServer().create();
    return { opened: await openAt(place.url, 1), pids: () => [], close: async () => undefined };
  },
};

function openAt(url, poolSize) {
  return openPostgresRegistry({ url, describe: describeModel, embedder: hashedEmbedder, poolSize });
}

/**
 * Fills registries of the same synthetic models and asks each the same needs in turn, so that all have the same moment of the
 * machine. Returns for each the times in milliseconds, how long filling took, and how much of SQLite's ten it finds.
 */
export async function searchPart({ models, queries, kinds, note }) {
  const places = [];
  for (const name of kinds) {
    const place = await KINDS[name]();
    const began = performance.now();
    const before = usedHere() + usedBy(place.pids());
    await fillOpened(place.opened, models, (line) => note(`${name}: ${line}`));
    const filled = {
      seconds: (performance.now() - began) / 1000,
      processor: usedHere() + usedBy(place.pids()) - before,
    };
    places.push({ ...place, name, filled, found: new Map(), used: 0 });
  }
  const times = new Map(places.map(({ name }) => [name, { all: [], task: [] }]));
  const before = places.map(({ pids }) => usedBy(pids()));
  for (let n = -WARM_UP; n < queries; n++)
    for (const place of places) await ask(place, n, n < 0 ? null : times.get(place.name));
  const results = places.map(({ name, filled, found, pids, used }, at) => {
    const { all, task } = times.get(name);
    return {
      name,
      filled,
      client: (1000 * used) / (2 * queries),
      all: { p50: percentile(all, 0.5), p95: percentile(all, 0.95) },
      task: { p50: percentile(task, 0.5), p95: percentile(task, 0.95) },
      server: (1000 * (usedBy(pids()) - before[at])) / (2 * (queries + WARM_UP)),
      same: sharedWith(places[0].found, found),
    };
  });
  for (const { opened, close } of places) {
    await opened.close();
    await close();
  }
  return results;
}

async function ask(place, n, times) {
  const { opened, found } = place;
  const { text, task } = syntheticNeed(n < 0 ? 100_000 - n : n);
  const before = usedHere();
  for (const [name, filters] of [
    ["all", {}],
    ["task", { task }],
  ]) {
    const began = performance.now();
    const { candidates } = await opened.registry.search({ text, k: MOST, filters });
    times?.[name].push(performance.now() - began);
    if (times) found.set(`${n} ${name}`, new Set(candidates.map(({ model }) => model.id)));
  }
  if (times) place.used += usedHere() - before;
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
