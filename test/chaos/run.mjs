// A cluster in a storm: `npm run test:chaos -- [--runs N] [--kills N] [--restarts N] [--pauses N] [--seed N]`. Servers and
// workers over one PostgreSQL are killed and paused while runs are under way, the database is restarted, and what came of
// all runs is counted. Ends with 0 where nothing was lost or done twice, with 1 where something was.
import { parseArgs } from "node:util";
import { chaos } from "../dist/chaos/chaos.js";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000" },
    kills: { type: "string", default: "30" },
    restarts: { type: "string", default: "5" },
    pauses: { type: "string", default: "3" },
    workers: { type: "string", default: "3" },
    servers: { type: "string", default: "2" },
    seed: { type: "string", default: `${Date.now() % 2 ** 31}` },
    /** Claims that nobody renews end sooner than they would. */
    hurry: { type: "boolean", default: false },
    /** Given up after so many minutes. */
    limit: { type: "string", default: "30" },
  },
});
const { limit, hurry: hurries, ...counts } = values;
const options = Object.fromEntries(Object.entries(counts).map(([name, text]) => [name, Number(text)]));
const began = performance.now();
const print = (line) => process.stdout.write(`  ${line}\n`);
const tell = (line) => print(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s: ${line}`);
process.stdout.write(`a cluster in a storm, ${JSON.stringify(options)}\n`);
const report = await chaos({ ...options, hurries, limitMs: Number(limit) * 60_000, print: tell });
if ("missing" in report) {
  process.stderr.write(`${report.missing}\n`);
  process.exit(1);
}
const bad = ["runsMissing", "answersLost", "doubled", "strangers", "finishedTwice"];
for (const [name, value] of [
  ["runs taken by a server", report.taken],
  ["SIGKILLs", report.kills],
  ["restarts of the database", report.restarts],
  ["workers paused beyond their lease", report.pauses],
  ["runs missing", report.runsMissing.length],
  ["answers lost", report.answersLost.length],
  ["keys that stood for two runs", report.doubled.length],
  ["requests done twice", report.strangers.length],
  ["records of requests not taken", report.untaken],
  ["finished tasks that ran twice", report.finishedTwice.length],
  ["tasks in flight that ran twice", report.inFlightTwice],
  ["processes that ended by themselves", report.endings.length],
  ["calls of models", report.calls],
  ["seconds", report.seconds.toFixed(0)],
])
  print(`${name.padEnd(36)} ${value}`);
for (const one of report.endings) print(`ended by itself with ${one}`);
for (const name of bad) for (const one of report[name].slice(0, 20)) print(`FAILED: ${name} ${one}`);
const isWhole = report.taken === options.runs && bad.every((name) => report[name].length === 0);
process.exitCode = isWhole ? 0 : 1;
