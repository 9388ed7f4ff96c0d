import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { PostgresDatabase } from "../../packages/shared/dist/postgres/index.js";
import { Cluster } from "../../test/dist/chaos/cluster.js";
import { planAbout } from "../../test/dist/chaos/counted-models.js";
import { restartedPostgres } from "../../test/dist/chaos/restarted-postgres.js";
import { childrenOf, peakBytes, processorSeconds } from "./processes.mjs";

/** Runs that are begun at the same time. */
const AT_ONCE = 32;
const LOOK_MS = 20;

/**
 * Returns how many runs a second so many workers get through a queue that is full, with models that answer at once: runs of
 * three tasks, each beginning with a plan that is given. Also what each process took of the processor, and what a run costs
 * the database. @throws Error where there is no PostgreSQL.
 */
export async function queuePart({ workers, runs, concurrency }) {
  const server = await restartedPostgres();
  if ("missing" in server) throw new Error(server.missing);
  const models = fork(fileURLToPath(new URL("models-process.mjs", import.meta.url)));
  const [endpoints] = await once(models, "message");
  const database = await PostgresDatabase.open(server.url, { applicationName: "bench", poolSize: 1 });
  const cluster = new Cluster({ database: server.url, endpoints, workers, servers: 1, concurrency });
  try {
    const signal = AbortSignal.timeout(600_000);
    await warmUp(cluster, database, workers, signal);
    for (const worker of cluster.workers) worker.signal("SIGSTOP");
    await beginAll(cluster, runs, signal);
    return await drained({ cluster, database, models, server, runs });
  } finally {
    await cluster.close();
    models.disconnect();
    await database.close();
    await server.stop();
  }
}

/** Every worker has loaded what runs need. */
async function warmUp(cluster, database, workers, signal) {
  await beginAll(cluster, 20 * workers, signal, "warm");
  await ended(database, 20 * workers);
}

async function beginAll(cluster, runs, signal, kind = "run") {
  const numbers = Array.from({ length: runs }, (_, n) => n);
  const begin = async () => {
    for (let n = numbers.pop(); n !== undefined; n = numbers.pop()) {
      const word = `word${kind === "warm" ? 900_000 + n : n}`;
      await cluster.begin(word, planAbout(word), signal);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, begin));
}

async function drained({ cluster, database, models, server, runs }) {
  const groups = {
    workers: () => cluster.workers.map(({ pid }) => pid),
    PostgreSQL: () => childrenOf(server.pid),
    models: () => [models.pid],
  };
  const used = () =>
    Object.fromEntries(
      Object.entries(groups).map(([name, pids]) => [
        name,
        pids().reduce((sum, pid) => sum + processorSeconds(pid), 0),
      ]),
    );
  const already = await endedRuns(database);
  const [before, stateBefore] = [used(), await stateOf(database)];
  const began = performance.now();
  for (const worker of cluster.workers) worker.signal("SIGCONT");
  await ended(database, already + runs);
  const seconds = (performance.now() - began) / 1000;
  const [after, stateAfter] = [used(), await stateOf(database)];
  return {
    workers: cluster.workers.length,
    seconds,
    runsPerSecond: runs / seconds,
    processor: Object.fromEntries(
      Object.keys(groups).map((name) => [name, (1000 * (after[name] - before[name])) / runs]),
    ),
    cores: Object.keys(groups).reduce((sum, name) => sum + after[name] - before[name], 0) / seconds,
    peak: Math.max(...cluster.workers.map(({ pid }) => peakBytes(pid))),
    database: {
      transactions: (stateAfter.transactions - stateBefore.transactions) / runs,
      logBytes: (stateAfter.log - stateBefore.log) / runs,
      rowBytes: stateAfter.rows / (already + runs),
    },
  };
}

async function ended(database, runs) {
  while ((await endedRuns(database)) < runs) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

async function endedRuns(database) {
  const [row] = await database.query(
    "SELECT count(*)::int AS ended FROM hugginggpt.runs WHERE status IS NOT NULL",
  );
  return row.ended;
}

/** Transactions so far, bytes of the write-ahead log, and of the tables of runs with their indexes. */
async function stateOf(database) {
  await database.query("SELECT pg_stat_force_next_flush()");
  const [row] = await database.query(
    `SELECT (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database())::float8 AS transactions,
            pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS log,
            (pg_total_relation_size('hugginggpt.runs') + pg_total_relation_size('hugginggpt.run_events')
             + pg_total_relation_size('hugginggpt.run_artifacts'))::float8 AS rows`,
  );
  return row;
}
