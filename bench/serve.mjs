import { fork } from "node:child_process";
import { once } from "node:events";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loopMs, megabytes, ms, percentile, printRows } from "./figures.mjs";
import { criticalPath, DELAYS, PLANS } from "./runs-plans.mjs";
import { firstOfChat } from "./serve/chat.mjs";
import { fillServed } from "./serve/home.mjs";
import { pageTimes } from "./serve/page.mjs";
import { processorMs, startServed } from "./serve/process.mjs";
import { follow, timedRun } from "./serve/streams.mjs";
import { startTinyAgents } from "./serve/tiny-agents.mjs";
import { syntheticNeed } from "./synthetic.mjs";

const OPTIONS = {
  models: { type: "string", default: "58000" },
  runs: { type: "string", default: "100" },
  /** How often so many runs are made: what the first ones cost is above all V8's compiling. */
  rounds: { type: "string", default: "1" },
  streams: { type: "string", default: "500" },
  queries: { type: "string", default: "250" },
  /** Which of the parts are measured. */
  parts: { type: "string", default: "searches,page,chat,streams,runs" },
  /** A folder for V8's profile of the server. */
  profile: { type: "string" },
};
/** The bars (issue 14). */
const BARS = { wall: 1.2, memory: 450 * 2 ** 20, delay: 50, models: 20, page: 1_000 };
const TASKS = "5";
/** What is left of the critical path: the slowest chain of inferences. */
const CHAIN = criticalPath(PLANS[TASKS]) - DELAYS.plan - DELAYS.choice - DELAYS.answer;
const WARM_UP = 10;
const FEW = 5;
const PAGES = 7;
const CHATS = 15;

/**
 * Measures `hugginggpt serve` in a process of its own, over servers with set delays and a registry of synthetic models: many
 * runs at once beside the critical path, idle event streams, the delay of events, searches, and how soon the page can be
 * used. Returns 1 where a bar is missed.
 */
export async function bench(args) {
  const { values } = parseArgs({ args, options: OPTIONS });
  const home = join(tmpdir(), `hugginggpt-bench-serve-${values.models}`);
  const note = (line) => process.stderr.write(`\r${line.padEnd(60)}`);
  await fillServed(home, Number(values.models), note);
  const load = loadavg()[0].toFixed(1);
  console.log(
    `\n${values.models} synthetic models, Node ${process.version}, load at the start ${load}; ` +
      `a loop of 100 million steps takes ${ms(loopMs())} of processor time here\n`,
  );
  const servers = fork(fileURLToPath(new URL("./runs-servers.mjs", import.meta.url)));
  const [address] = await once(servers, "message");
  const server = await startServed(home, address, Number(values.runs), values.profile);
  try {
    const results = [];
    for (const part of values.parts.split(","))
      results.push(await PARTS[part](server, values, address, servers.pid));
    return results.every(Boolean) ? 0 : 1;
  } finally {
    await server.stop();
    servers.disconnect();
  }
}

const PARTS = {
  searches: (server, { queries }) => searches(server, Number(queries)),
  page: (server) => page(server),
  chat: (server, _, address) => chat(server, address),
  streams: (server, { streams }) => idleStreams(server, Number(streams)),
  runs: (server, { runs, rounds }, _, servers) => runsAtOnce(server, Number(runs), Number(rounds), servers),
};

const verdict = (isMet) => (isMet ? ", met" : ", MISSED");

async function searches(server, queries) {
  const times = [];
  let processor = 0;
  for (let n = -queries; n < queries; n++) {
    if (n === 0) processor = server.processorMs();
    const { text, task } = syntheticNeed(n < 0 ? 100_000 - n : n);
    const began = performance.now();
    await server.json(`/api/models?q=${encodeURIComponent(text)}${n % 2 === 0 ? `&task=${task}` : ""}`);
    if (n >= 0) times.push(performance.now() - began);
  }
  const p95 = percentile(times, 0.95);
  printRows(`/api/models, ${queries} new needs after as many others, one after the other`, [
    ["median", ms(percentile(times, 0.5))],
    ["p95", `${ms(p95)} (bar ${BARS.models} ms${verdict(p95 <= BARS.models)})`],
    ["processor time of one", ms((server.processorMs() - processor) / queries)],
    ["memory of the server then", megabytes(server.memory().now)],
  ]);
  return p95 <= BARS.models;
}

async function page(server) {
  const { times, reason } = await pageTimes(server.link, PAGES);
  const median = times && percentile(times, 0.5);
  printRows("the page, until a request can be written", [
    times
      ? [`median of ${PAGES}`, `${ms(median)} (bar ${BARS.page} ms${verdict(median <= BARS.page)})`]
      : ["left out", reason],
  ]);
  return median === null || median <= BARS.page;
}

/** A request that needs no task, in turn here and at tiny-agents, which asks the same language model. */
async function chat(server, address) {
  const other = await startTinyAgents(address);
  const [ours, theirs] = [[], []];
  try {
    for (let n = -3; n < CHATS; n++) {
      const words = `Say hello for the ${n + 4}th time`;
      const own = await firstOfChat(server.url, server.headers, words);
      const beside = other.url && (await firstOfChat(other.url, {}, words));
      if (n >= 0) ours.push(own);
      if (n >= 0 && beside) theirs.push(beside);
    }
  } finally {
    await other.stop?.();
  }
  const median = (all, name) =>
    percentile(
      all.map((one) => one[name]),
      0.5,
    );
  const row = (name) =>
    other.url ? `${ms(median(ours, name))}; tiny-agents ${ms(median(theirs, name))}` : ms(median(ours, name));
  const isMet = !other.url || median(ours, "byte") <= median(theirs, "byte");
  printRows(`a chat without a task, median of ${CHATS}; the language model takes 400 ms to its first word`, [
    ["first byte", `${row("byte")} (bar: not more${verdict(isMet)})`],
    ["first word", row("word")],
    ...(other.url ? [] : [["tiny-agents", other.reason]]),
  ]);
  return isMet;
}

/** Streams of a run that waits for its approval, until each has had its comment; then a few runs beside them. */
async function idleStreams(server, count) {
  const { run } = await server.json("/api/runs", { request: "Do the plan of 1 tasks", approve: true });
  const before = server.memory().now;
  const processor = server.processorMs();
  let beaten = 0;
  let wanted = 0;
  let ended = 0;
  let isBeaten = () => undefined;
  const allBeaten = new Promise((resolve) => {
    isBeaten = resolve;
  });
  const streams = Array.from({ length: count }, async () => {
    let beats = 0;
    const heard = ({ type }) => {
      if (type === "approval-wanted") wanted++;
    };
    await follow(server, run, heard, () => {
      if (beats++ === 0 && ++beaten === count) isBeaten();
    });
    ended++;
  });
  await Promise.race([allBeaten, Promise.all(streams)]);
  const after = server.memory().now;
  const used = server.processorMs() - processor;
  const few = await Promise.all(Array.from({ length: FEW }, (_, n) => timedRun(server, TASKS, `few ${n}`)));
  await server.json(`/api/runs/${run}/approve`, { approve: false });
  await Promise.all(streams);
  const p95 = percentile(
    few.flatMap(({ delays }) => delays),
    0.95,
  );
  printRows(`${count} idle event streams`, [
    ["have heard of the plan, have had their comment, have heard the end", `${wanted}, ${beaten}, ${ended}`],
    ["memory with them, without", `${megabytes(after)}, ${megabytes(before)}`],
    ["processor time of opening and keeping them", ms(used)],
    [
      `delay of an event of ${FEW} runs beside them, p95`,
      `${ms(p95)} (bar ${BARS.delay} ms${verdict(p95 <= BARS.delay)})`,
    ],
  ]);
  return wanted >= count && ended === count && p95 <= BARS.delay;
}

async function runsAtOnce(server, count, rounds, servers) {
  for (let n = 0; n < WARM_UP; n++) await timedRun(server, "1", `warm ${n}`);
  const results = [];
  for (let round = 1; round <= rounds; round++) results.push(await oneRound(server, count, round, servers));
  return results.every(Boolean);
}

async function oneRound(server, count, round, servers) {
  const [processor, main] = [server.processorMs(), server.mainThreadMs()];
  const [here, there] = [process.cpuUsage(), processorMs(`/proc/${servers}`)];
  const one = (_, n) => timedRun(server, TASKS, `${n} of round ${round}`);
  const all = await Promise.all(Array.from({ length: count }, one));
  const [used, ofMain] = [server.processorMs() - processor, server.mainThreadMs() - main];
  const { user, system } = process.cpuUsage(here);
  const beside = [(user + system) / 1000, processorMs(`/proc/${servers}`) - there];
  const path = criticalPath(PLANS[TASKS]);
  const walls = all.map(({ wall }) => wall);
  const [median, last] = [percentile(walls, 0.5), Math.max(...walls)];
  const delays = all.flatMap((one) => one.delays);
  const { peak } = server.memory();
  printRows(`${count} runs of a plan of ${TASKS} tasks at once, each with its stream`, [
    [
      "critical path of one",
      `${ms(path)}: the plan ${DELAYS.plan}, a choice ${DELAYS.choice}, ${CHAIN} of inferences, the answer's first token ${DELAYS.answer}`,
    ],
    ["median run", `${ms(median)} (${(median / path).toFixed(3)} of it)`],
    [
      "slowest run",
      `${ms(last)} (${(last / path).toFixed(3)}; bar ${BARS.wall}${verdict(last <= path * BARS.wall)})`,
    ],
    ["processor time of a run", `${ms(used / count)}, ${ms(ofMain / count)} of it the main thread's`],
    [
      "beside it, on the same cores",
      `${ms(beside[0] / count)} of who asks and follows, ${ms(beside[1] / count)} of the simulated servers`,
    ],
    ["delay of an event, p50, p95", `${ms(percentile(delays, 0.5))}, ${ms(percentile(delays, 0.95))}`],
    [
      "memory at most, since the start",
      `${megabytes(peak)} (bar ${megabytes(BARS.memory)}${verdict(peak <= BARS.memory)})`,
    ],
  ]);
  return last <= path * BARS.wall && peak <= BARS.memory;
}
