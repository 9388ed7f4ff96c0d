import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { loopMs, megabytes, ms, printRows } from "./figures.mjs";
import { ASSUMED, COSTS, calibration, costsAmong, lasting, simulate } from "./scale/simulate.mjs";

const OPTIONS = {
  models: { type: "string", default: "58000" },
  runs: { type: "string", default: "600" },
  /** Runs at the same time in a worker. */
  concurrency: { type: "string", default: "16" },
  workers: { type: "string", default: "1,2,4" },
  /** Whether the database of the queue waits for its disk, as one does that outlives a power failure. */
  synced: { type: "boolean", default: false },
  queries: { type: "string", default: "200" },
  /** Which of the parts are measured. */
  parts: { type: "string", default: "search,sync,queue" },
  /** A home that has the models already, or some: then copies of them are made. */
  from: { type: "string" },
  /** A PostgreSQL whose registry is searched as it is. */
  database: { type: "string" },
  /** Which registries are searched; the first is what the others are compared with. */
  kinds: { type: "string", default: "SQLite,PostgreSQL,PGlite with pgvector" },
  /** Nothing is measured; the simulation alone. */
  simulate: { type: "boolean" },
  /** Of the simulation. */
  among: { type: "string", default: "10000000" },
  seconds: { type: "string", default: "30" },
  seed: { type: "string", default: "1" },
  /** A file of what was measured, which the simulation takes in place of its own figures. */
  costs: { type: "string" },
  /** Where everything is written as JSON, too. */
  json: { type: "string" },
};
/** The bars (issue 16). */
const BARS = { runsPerSecond: 50, memory: 250 * 2 ** 20, search: 5, sync: 3 };
const verdict = (isMet) => (isMet ? ", met" : ", MISSED");

/**
 * Measures what is shared by PostgreSQL: searches and a sync beside SQLite, runs a second through the queue with models that answer at once, and what limits
 * them; or simulates what that means for ten million models and a thousand runs a second. Returns 1 where a bar is missed.
 */
export async function bench(args) {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.simulate) return simulated(values);
  console.log(
    `\nNode ${process.version}, ${cpus().length} cores; a loop of 100 million steps takes ${ms(loopMs())} of processor time here\n`,
  );
  const results = {};
  for (const part of values.parts.split(",")) results[part] = await PARTS[part](values);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  return Object.values(results).every(({ isMet }) => isMet) ? 0 : 1;
}

const PARTS = { search, sync, queue };
const note = (line) => process.stderr.write(`\r${line.padEnd(70)}`);

async function search({ models, queries, kinds, from, database }) {
  const { searchPart } = await import("./scale/search.mjs");
  const results = await searchPart({
    ...{ models: Number(models), queries: Number(queries) },
    ...{ kinds: kinds.split(","), from, database, note },
  });
  process.stderr.write("\n");
  const [first] = results;
  for (const { name, filled, all, task, same } of results) {
    const times = all.p95 / first.all.p95;
    const longer = filled.processor / first.filled.processor;
    printRows(`searches among ${models} synthetic models, warm, ${name}`, [
      [
        "all models (p50, p95)",
        `${ms(all.p50)}, ${ms(all.p95)}: ${times.toFixed(1)} times ${first.name}${verdict(times <= BARS.search)}`,
      ],
      ["processor time, here and in the server", `${ms(all.here)}, ${ms(all.server)}`],
      ["of a task (p50, p95)", `${ms(task.p50)}, ${ms(task.p95)}`],
      ["processor time, here and in the server", `${ms(task.here)}, ${ms(task.server)}`],
      ["the same as the first's", `${(100 * same).toFixed(1)} %`],
      [
        "filling it",
        `${filled.seconds.toFixed(0)} s, ${filled.processor.toFixed(0)} s of processor time: ${longer.toFixed(1)} times`,
      ],
    ]);
  }
  const isMet = results.every(({ all }) => all.p95 <= BARS.search * first.all.p95);
  const { task } = results.find(({ name }) => name === "PostgreSQL") ?? first;
  return { isMet, results, cost: { models: Number(models), seconds: (task.here + task.server) / 1000 } };
}

async function sync({ models }) {
  const { syncPart } = await import("./scale/sync.mjs");
  const results = await syncPart({ models: Number(models) });
  const [first] = results;
  const used = ({ indexer, server }) => indexer + server;
  for (const one of results) {
    const times = one.wall / first.wall;
    printRows(`indexer sync of ${models} synthetic models, ${one.name}`, [
      [
        "time",
        `${one.wall.toFixed(0)} s: ${times.toFixed(1)} times ${first.name}${verdict(times <= BARS.sync)}`,
      ],
      [
        "processor time, indexer and server",
        `${one.indexer.toFixed(0)} s, ${one.server.toFixed(0)} s: ${(used(one) / used(first)).toFixed(1)} times`,
      ],
      ["processor time of the simulated Hub", `${one.hub.toFixed(0)} s`],
      ["most memory of the indexer", `${one.peak.toFixed(0)} MB`],
    ]);
  }
  return { isMet: results.every(({ wall }) => wall <= BARS.sync * first.wall), results };
}

async function queue({ workers, runs, concurrency, synced }) {
  const { queuePart } = await import("./scale/queue.mjs");
  const measured = [];
  for (const count of workers.split(",")) {
    const one = await queuePart({
      workers: Number(count),
      runs: Number(runs),
      concurrency: Number(concurrency),
      synced,
      note,
    });
    process.stderr.write("\n");
    measured.push(one);
    const { runsPerSecond, processor, cores, peak, database } = one;
    const isBar =
      count === "2" ? `${verdict(runsPerSecond >= BARS.runsPerSecond)} (bar ${BARS.runsPerSecond})` : "";
    printRows(`runs of three tasks through the queue, ${count} workers`, [
      ["runs a second", `${runsPerSecond.toFixed(1)}${isBar}`],
      ...Object.entries(processor).map(([name, used]) => [`processor time of a run, ${name}`, ms(used)]),
      ["cores that were busy", cores.toFixed(2)],
      ["most memory of a worker", `${megabytes(peak)}${verdict(peak <= BARS.memory)}`],
      ["transactions of a run", database.transactions.toFixed(1)],
      ["log of a run", `${(database.logBytes / 1000).toFixed(0)} kB`],
      ["rows of a run, with indexes", `${(database.rowBytes / 1000).toFixed(0)} kB`],
    ]);
  }
  const two = measured.find(({ workers: count }) => count === 2);
  const isMet = (two?.runsPerSecond ?? BARS.runsPerSecond) >= BARS.runsPerSecond;
  return { isMet: isMet && measured.every(({ peak }) => peak <= BARS.memory), measured };
}

/** Shares of each resource that are planned with: what is busier waits too long when requests come in bursts. */
const PLANNED = { machines: 0.6, places: 0.8, replicas: 0.6, database: 0.6 };
const RATES = [100, 300, 1_000];
const MONTH_HOURS = 730;

function simulated({ seconds, seed, costs: file, json, among }) {
  const measured = file ? costsOf(JSON.parse(readFileSync(file, "utf8"))) : COSTS;
  const costs = costsAmong(Number(among), measured);
  const theory = calibration(Number(seed));
  printRows("the simulation beside theory: mean wait of an M/M/16 queue at 80 %", [
    ["simulated", ms(theory.simulated)],
    ["Erlang's formula", ms(theory.theory)],
  ]);
  printRows("what one database carries, the least first", limitsOf(costs));
  const results = RATES.map((rate) => {
    const size = sizeFor(rate, costs);
    const setup = { ...size, rate, seconds: Number(seconds), seed: Number(seed), costs, assumed: ASSUMED };
    const result = simulate(setup);
    printRows(`${rate} runs a second for ${seconds} s, ${among} models`, rowsOf(rate, size, result, costs));
    return { rate, ...size, ...result };
  });
  const few = { ...sizeFor(100, costs), rate: 100, seconds: Number(seconds), seed: Number(seed) };
  const dying = simulate({ ...few, costs, assumed: ASSUMED, deaths: 0.01 });
  printRows("100 runs a second, of which one in a hundred loses its worker", [
    ["a run takes (p50, p99)", `${dying.took.p50.toFixed(1)} s, ${dying.took.p99.toFixed(1)} s`],
  ]);
  if (json) writeFileSync(json, `${JSON.stringify({ costs, assumed: ASSUMED, results }, null, 2)}\n`);
  return 0;
}

/** Runs a second at which each thing that is there once is as busy as is planned with. */
function limitsOf(costs) {
  const { database, logBytes } = costs;
  const { cores, logRate, connections, concurrency } = ASSUMED;
  const processes = lasting(ASSUMED, costs) / PLANNED.places / concurrency;
  return [
    [
      `connections (${connections.server}), without a pooler`,
      connections.server / connections.worker / processes,
    ],
    [`cores (${cores.database})`, (PLANNED.database * cores.database) / database],
    [`log (${logRate / 1e6} MB a second)`, (PLANNED.database * logRate) / logBytes],
  ]
    .sort(([, one], [, other]) => one - other)
    .map(([name, rate]) => [name, `${Math.round(rate)} runs a second`]);
}

/** How many machines and replicas a rate of runs needs, by what runs cost. */
function sizeFor(rate, costs) {
  const { worker, search } = costs;
  const { tasks, cores, concurrency } = ASSUMED;
  const byPlaces = (rate * lasting(ASSUMED, costs)) / PLANNED.places / (cores.machine * concurrency);
  const byCores = (rate * worker) / PLANNED.machines / cores.machine;
  return {
    machines: Math.ceil(Math.max(byPlaces, byCores)),
    replicas: Math.ceil((rate * tasks * search.seconds) / PLANNED.replicas / cores.replica),
  };
}

function rowsOf(rate, { machines, replicas }, { took, queued, used, inWork }, { logBytes, rowBytes }) {
  const { cores, prices, tasks, artifactBytes } = ASSUMED;
  const percent = (share) => `${(100 * share).toFixed(0)} %`;
  const daily = rate * 86_400;
  const gigabytes = (bytes) => `${((daily * bytes) / 1e9).toFixed(0)} GB`;
  const dollars = (sum) => `$${Math.round(sum).toLocaleString("en-US")}`;
  const hours = (count) => count * prices.core * MONTH_HOURS;
  return [
    [
      "machines with workers",
      `${machines} of ${cores.machine} cores, busy ${percent(used.machines)}, places taken ${percent(used.places)}`,
    ],
    ["replicas for searches", `${replicas} of ${cores.replica} cores, busy ${percent(used.replicas)}`],
    ["the one database that is written", `busy ${percent(used.database)}, its log ${percent(used.log)}`],
    ["runs in work at most", `${inWork}`],
    ["a run takes (p50, p99)", `${took.p50.toFixed(1)} s, ${took.p99.toFixed(1)} s`],
    ["of that it waits for a worker (p99)", `${queued.toFixed(1)} s`],
    ["a day: records, log, files", [rowBytes, logBytes, artifactBytes].map(gigabytes).join(", ")],
    [
      "a month: workers, replicas, database",
      [machines * cores.machine, replicas * cores.replica, cores.database]
        .map((n) => dollars(hours(n)))
        .join(", "),
    ],
    [
      "a month: 30 days of records and of files, files put",
      [
        (30 * daily * rowBytes * prices.disk) / 1e9,
        (30 * daily * artifactBytes * prices.stored) / 1e9,
        (30 * daily * tasks * 2 * prices.puts) / 1e6,
      ]
        .map(dollars)
        .join(", "),
    ],
  ];
}

/** What files of this bench say that runs and searches cost. */
function costsOf({ queue: part, search: searched }) {
  const { processor, database } = part?.measured.find(({ workers }) => workers === 2) ?? {};
  const search = searched ? [COSTS.search[0], searched.cost] : COSTS.search;
  if (!processor) return { ...COSTS, search };
  return {
    worker: processor.workers / 1000,
    database: processor.PostgreSQL / 1000,
    search,
    logBytes: database.logBytes,
    rowBytes: database.rowBytes,
  };
}
