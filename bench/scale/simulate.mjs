import { seededRandom } from "../../test/dist/loopback/seeded-random.js";
import { percentile } from "../figures.mjs";
import { Agenda, erlangWait, Station } from "./stations.mjs";

/**
 * What a run costs, in seconds of processor time and in bytes. The defaults were measured by `npm run bench -- scale`;
 * `--costs FILE` takes what that wrote with `--json FILE`.
 */
export const COSTS = {
  worker: 0.022,
  database: 0.011,
  /** Of one search for a task in the registry, here and in the server, among so many models; the fewer first. */
  search: [
    { models: 58_000, seconds: 0.0218 },
    { models: 500_000, seconds: 0.074 },
  ],
  logBytes: 24_000,
  rowBytes: 19_000,
};
/** What cannot be measured here: how requests and models are. */
export const ASSUMED = {
  tasks: 3,
  /** Of a model's call, in seconds: the median, and the spread of its logarithm. */
  call: { median: 2, spread: 0.9 },
  /** Of the plan and the answer by a language model. */
  words: { median: 1.5, spread: 0.5 },
  artifactBytes: 400_000,
  cores: { database: 64, replica: 64, machine: 16 },
  /** Runs at the same time in a worker, of which a machine has one a core. */
  concurrency: 64,
  /** Bytes a second that the log of a database may take. */
  logRate: 400e6,
  /** Connections that one PostgreSQL serves well, and those of a worker: its pool, and the one that listens. */
  connections: { server: 500, worker: 11 },
  /** In US dollars: an hour of a core, a month of a GB on a disk and in a store, a million objects that are put. */
  prices: { core: 0.04, disk: 0.1, stored: 0.023, puts: 5 },
};

/** Returns how long a run lasts that waits for nobody, in seconds. */
export function lasting({ tasks, call, words }, { search }) {
  const mean = ({ median, spread }) => median * Math.exp(spread ** 2 / 2);
  return tasks * (mean(call) + search.seconds) + 2 * mean(words);
}

/** Returns costs with those of a search among so many models: a straight line through both measured points. */
export function costsAmong(models, { search: [few, many], ...costs }) {
  const slope = (many.seconds - few.seconds) / (many.models - few.models);
  return { ...costs, search: { models, seconds: few.seconds + slope * (models - few.models) } };
}

/** A run's way: each step is work for the database, work for a worker, or waiting for others. */
function stepsOf(tasks) {
  const task = ["search", "worker", "database", "call", "worker", "database"];
  return [
    "database",
    "words",
    "worker",
    "database",
    ...Array(tasks).fill(task).flat(),
    "words",
    "worker",
    "database",
  ];
}

/**
 * Simulates so many seconds of requests that come at random (Poisson), event by event: each run waits for a place in a
 * worker, and its steps for a core of the database, of a replica and of a machine, in the order of arrival.
 */
export function simulate({ rate, seconds, machines, replicas, seed, costs, assumed, deaths = 0 }) {
  const random = seededRandom(seed);
  const steps = stepsOf(assumed.tasks);
  const count = (kind) => steps.filter((step) => step === kind).length;
  const stations = {
    database: new Station(assumed.cores.database),
    search: new Station(assumed.cores.replica * replicas),
    worker: new Station(assumed.cores.machine * machines),
  };
  const service = {
    database: costs.database / count("database"),
    worker: costs.worker / count("worker"),
    search: costs.search.seconds,
  };
  const places = machines * assumed.cores.machine * assumed.concurrency;
  const agenda = new Agenda();
  const waiting = [];
  const state = { taken: 0, most: 0, ended: [], queued: [], inCalls: 0, mostCalls: 0 };
  let head = 0;
  const begin = (now, run) => {
    state.taken++;
    state.most = Math.max(state.most, state.taken);
    state.queued.push(now - run.came);
    agenda.add(now, run);
  };
  agenda.add(exponential(random, 1 / rate), null);
  while (agenda.size > 0) {
    const { time, what: run } = agenda.next();
    if (run === null) {
      const came = { came: time, step: 0, dies: random() < deaths };
      if (state.taken < places) begin(time, came);
      else waiting.push(came);
      const next = time + exponential(random, 1 / rate);
      if (next < seconds) agenda.add(next, null);
      continue;
    }
    const kind = steps[run.step++];
    if (kind === undefined) {
      state.taken--;
      state.ended.push(time - run.came);
      if (head < waiting.length) begin(time, waiting[head++]);
    } else if (kind === "call" || kind === "words") {
      const { median, spread } = kind === "call" ? assumed.call : assumed.words;
      // A worker that dies is missed for its lease and until somebody looks; the call is made again.
      const lost = run.dies && kind === "call" ? LEASE + random() * LOOK : 0;
      if (lost > 0) run.dies = false;
      agenda.add(time + lost + median * Math.exp(spread * normal(random)), run);
    } else {
      agenda.add(stations[kind].serve(time, service[kind] * (0.5 + random())), run);
    }
  }
  const span = seconds;
  return {
    runs: state.ended.length,
    inWork: state.most,
    queued: percentile(state.queued, 0.99),
    took: { p50: percentile(state.ended, 0.5), p99: percentile(state.ended, 0.99) },
    used: {
      database: stations.database.busy / (span * assumed.cores.database),
      replicas: stations.search.busy / (span * assumed.cores.replica * replicas),
      machines: stations.worker.busy / (span * assumed.cores.machine * machines),
      log: (rate * costs.logBytes) / assumed.logRate,
      places: state.most / places,
    },
  };
}

/** Of a claim, and how often lost runs are looked for, in seconds. */
const LEASE = 20;
const LOOK = 5;

/** Returns the mean wait in a queue that theory knows, simulated and by the formula, in milliseconds. */
export function calibration(seed) {
  const random = seededRandom(seed);
  const [cores, load, service] = [16, 0.8, 0.01];
  const station = new Station(cores);
  let now = 0;
  for (let n = 0; n < 400_000; n++) {
    now += exponential(random, service / (cores * load));
    station.serve(now, exponential(random, service));
  }
  return {
    simulated: (1000 * station.waited) / station.served,
    theory: 1000 * erlangWait(cores, load, service),
  };
}

function exponential(random, mean) {
  return -mean * Math.log(1 - random());
}

/** Box and Muller's. */
function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
