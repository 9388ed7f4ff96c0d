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
/** Runs that wait at the same time: below the 200 of one caller that a server lets wait. */
const ROUND = 150;
/** How long it may take to begin a round, and to drain it, in milliseconds. */
const PATIENCE_MS = 120_000;
/** Looking takes the database time, too, which counts as its own. */
const LOOK_MS = 50;

/**
 * Returns how many runs a second so many workers get through a queue that is full, with models that answer at once: runs of
 * three tasks, each beginning with a plan that is given. They come in rounds; only the time in which workers drain one counts.
 * Also what each process took of the processor meanwhile, and what a run costs the database. `synced`: the database waits for its disk. `note` is told what is done.
 * @throws Error where there is no PostgreSQL, a server refuses a run, or workers do not get through a round.
 */
export async function queuePart({ workers, runs, concurrency, synced, note }) {
  const server = await restartedPostgres(synced);
  if ("missing" in server) throw new Error(server.missing);
  const models = fork(fileURLToPath(new URL("models-process.mjs", import.meta.url)));
  const [endpoints] = await once(models, "message");
  const database = await PostgresDatabase.open(server.url, { applicationName: "bench", poolSize: 1 });
  const cluster = new Cluster({ database: server.url, endpoints, workers, servers: 1, concurrency });
  const parts = { cluster, database, models, server };
  try {
    note(`${workers} workers: warming up`);
    await begin(20 * workers, parts);
    await ended(database, 20 * workers);
    const rounds = [];
    for (let left = runs; left > 0; left -= ROUND) rounds.push(Math.min(ROUND, left));
    const measured = [];
    for (const [n, round] of rounds.entries()) {
      note(`${workers} workers: round ${n + 1} of ${rounds.length}, ${round} runs`);
      measured.push(await drained(round, parts));
    }
    return summary(measured, runs, cluster, await stateOf(database));
  } finally {
    await cluster.close();
    models.disconnect();
    await database.close();
    await server.stop();
  }
}

/** Begins runs that nothing was asked about before. */
async function begin(runs, { cluster, database }) {
  const already = await runsIn(database, "true");
  const words = Array.from({ length: runs }, (_, n) => `word${already + n}`);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const beginAll = async () => {
    for (let word = words.pop(); word !== undefined; word = words.pop())
      await cluster.begin(word, planAbout(word), false, signal);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, beginAll));
}

/** Lets runs wait while workers are stopped, and measures what happens until all have ended. */
async function drained(runs, parts) {
  const { cluster, database } = parts;
  for (const worker of cluster.workers) worker.signal("SIGSTOP");
  await begin(runs, parts);
  const all = await runsIn(database, "true");
  const [before, stateBefore] = [used(parts), await stateOf(database)];
  const began = performance.now();
  for (const worker of cluster.workers) worker.signal("SIGCONT");
  await ended(database, all);
  const seconds = (performance.now() - began) / 1000;
  const [after, stateAfter] = [used(parts), await stateOf(database)];
  return {
    seconds,
    processor: Object.fromEntries(
      Object.keys(after).map((name) => [name, 1000 * (after[name] - before[name])]),
    ),
    transactions: stateAfter.transactions - stateBefore.transactions,
    log: stateAfter.log - stateBefore.log,
  };
}

/** Seconds of processor time that each kind of process has used so far. */
function used({ cluster, models, server }) {
  const groups = {
    workers: cluster.workers.map(({ pid }) => pid),
    PostgreSQL: childrenOf(server.pid),
    models: [models.pid],
  };
  return Object.fromEntries(
    Object.entries(groups).map(([name, pids]) => [
      name,
      pids.reduce((sum, pid) => sum + processorSeconds(pid), 0),
    ]),
  );
}

function summary(measured, runs, { workers }, { rows, count }) {
  const sum = (of) => measured.reduce((total, one) => total + of(one), 0);
  const seconds = sum((one) => one.seconds);
  const processor = Object.fromEntries(
    Object.keys(measured[0].processor).map((name) => [name, sum((one) => one.processor[name]) / runs]),
  );
  return {
    workers: workers.length,
    seconds,
    runsPerSecond: runs / seconds,
    processor,
    cores: (Object.values(processor).reduce((total, one) => total + one, 0) * runs) / 1000 / seconds,
    peak: Math.max(...workers.map(({ pid }) => peakBytes(pid))),
    database: {
      transactions: sum((one) => one.transactions) / runs,
      logBytes: sum((one) => one.log) / runs,
      rowBytes: rows / count,
    },
  };
}

async function ended(database, runs) {
  const limit = performance.now() + PATIENCE_MS;
  for (let done = 0; done < runs; done = await runsIn(database, "status IS NOT NULL")) {
    if (performance.now() > limit)
      throw new Error(`after ${PATIENCE_MS / 1000} s ${done} of ${runs} runs have ended`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function runsIn(database, condition) {
  const [row] = await database.query(`SELECT count(*)::int AS runs FROM hugginggpt.runs WHERE ${condition}`);
  return row.runs;
}

/** Transactions so far, bytes of the write-ahead log, and of the tables of runs with their indexes. */
async function stateOf(database) {
  await database.query("SELECT pg_stat_force_next_flush()");
  const [row] = await database.query(
    `SELECT (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database())::float8 AS transactions,
            pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS log,
            (pg_total_relation_size('hugginggpt.runs') + pg_total_relation_size('hugginggpt.run_events')
             + pg_total_relation_size('hugginggpt.run_artifacts'))::float8 AS rows,
            (SELECT count(*) FROM hugginggpt.runs)::float8 AS count`,
  );
  return row;
}
