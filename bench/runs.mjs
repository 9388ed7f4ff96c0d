import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { megabytes, ms, percentile, printRows } from "./figures.mjs";
import { criticalPath, PLANS, pollingScheduler } from "./runs-plans.mjs";

const TIMES = 7;
const AT_ONCE = 100;
/** The bars (issue 5). */
const BARS = { wall: 1.05, processorMs: 50, wallAtOnce: 1.2, memory: 400 * 2 ** 20 };
const here = (file) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Measures whole runs on servers with set delays: wall time until the first token of the answer beside the critical path
 * and beside a scheduler that polls, the process's own processor time, and a hundred runs at once. Returns 1 where a bar
 * is missed.
 */
export async function bench() {
  const servers = fork(here("runs-servers.mjs"));
  try {
    const [url] = await once(servers, "message");
    const results = [];
    for (const tasks of Object.keys(PLANS)) results.push(await oneByOne(url, tasks));
    results.push(await atOnce(url, "5"));
    return results.every(Boolean) ? 0 : 1;
  } finally {
    servers.disconnect();
  }
}

/** The first run loads the code; the median is that of the others, after quick ones that warm the process up. */
async function oneByOne(url, tasks) {
  const { walls, processor, quickProcessor } = await measure(url, tasks, TIMES, "one-by-one");
  const path = criticalPath(PLANS[tasks]);
  const wall = percentile(walls.slice(1), 0.5);
  const own = percentile(processor.slice(1), 0.5);
  const polled = pollingScheduler(PLANS[tasks]);
  printRows(`a plan of ${tasks} tasks`, [
    ["critical path", ms(path)],
    ["wall time, median", `${ms(wall)} (${(wall / path).toFixed(3)} of it; bar ${BARS.wall})`],
    ["wall time, first run of the process", `${ms(walls[0])} (${(walls[0] / path).toFixed(3)})`],
    ["own processor time, median", `${ms(own)}${tasks === "12" ? ` (bar ${BARS.processorMs} ms)` : ""}`],
    ["own processor time, runs without pauses", ms(quickProcessor)],
    ["own processor time, first run", ms(processor[0])],
    ["HuggingGPT's scheduler, simulated", `${ms(polled)} (${(polled / path).toFixed(3)})`],
  ]);
  return wall <= path * BARS.wall && (tasks !== "12" || own < BARS.processorMs);
}

async function atOnce(url, tasks) {
  const { walls, processor, peak } = await measure(url, tasks, AT_ONCE, "at-once");
  const path = criticalPath(PLANS[tasks]);
  const last = Math.max(...walls);
  printRows(`${AT_ONCE} runs of a plan of ${tasks} tasks at once`, [
    ["critical path of one", ms(path)],
    ["median run", `${ms(percentile(walls, 0.5))} (${(percentile(walls, 0.5) / path).toFixed(3)})`],
    ["slowest run", `${ms(last)} (${(last / path).toFixed(3)}; bar ${BARS.wallAtOnce})`],
    ["own processor time, all together", ms(processor[0])],
    ["resident memory at most", `${megabytes(peak)} (bar ${megabytes(BARS.memory)})`],
  ]);
  return last <= path * BARS.wallAtOnce && peak <= BARS.memory;
}

async function measure(...args) {
  const { stdout } = await promisify(execFile)(process.execPath, [
    here("runs-process.mjs"),
    ...args.map(String),
  ]);
  return JSON.parse(stdout);
}
