import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRuntime } from "../packages/runtime/dist/index.js";
import { BARE_RECORD, readSettings } from "../packages/shared/dist/index.js";
import { DELAYS } from "./runs-plans.mjs";

// One measurement in a process of its own: so many runs of a plan, one after the other or at once.
const [url, tasks, times, how] = process.argv.slice(2);
/** Quick runs before what is measured, so that the code is compiled as in a process that serves. */
const WARM_UP = 60;
/** Quick runs over which processor time is counted: without long pauses, in which others take the processor's caches. */
const QUICK_RUNS = 20;
const outputs = mkdtempSync(join(tmpdir(), "hugginggpt-bench-"));

const model = (task, n) => ({
  model: {
    ...BARE_RECORD,
    id: `bench/${task}-${n}`,
    source: "hub",
    task,
    downloads: 1_000,
    likes: 10,
    license: "mit",
    languages: ["en"],
    parameters: 100_000_000,
  },
  summary: "A model of the bench.",
  endpoints: [
    { kind: "provider", provider: "hf-inference", providerId: `bench/${task}-${n}`, task, status: "live" },
  ],
  score: 1 / n,
  why: { lexical: 1 / n, similarity: 0, popularity: 0, facts: 0, demotion: 0, raw: {} },
});

/** A registry in memory with two models for every task: what is measured is the run, not the search. */
const registry = {
  search: async ({ filters }) => {
    const isKnown = Object.hasOwn(DELAYS.inference, filters.task) && filters.runnable?.includes("provider");
    const candidates = isKnown ? [1, 2].map((n) => model(filters.task, n)) : [];
    return { candidates, total: candidates.length, notes: [] };
  },
  get: async () => null,
  tasks: async () => Object.keys(DELAYS.inference).map((task) => ({ task, models: 2, runnable: 2 })),
  stats: async () => {
    throw new Error("not asked here");
  },
  facets: async () => {
    throw new Error("not asked here");
  },
  close: () => undefined,
};

const runtimeAt = (address) =>
  createRuntime({
    registry,
    outputs,
    settings: readSettings({
      HF_TOKEN: "hf_bench",
      HF_INFERENCE_ENDPOINT: address,
      OPENAI_API_KEY: "sk-bench",
      OPENAI_BASE_URL: `${address}/v1`,
      HUGGINGGPT_CONTROLLER: "openai:bench",
    }),
    backends: ["providers"],
  });
const runtime = await runtimeAt(url);
const quick = await runtimeAt(`${url}/quick`);

/** Runs the plan once; returns milliseconds until the first token of the answer. */
async function runOnce(on = runtime) {
  const began = performance.now();
  let first = null;
  const run = on.run({ request: `Do the plan of ${tasks} tasks`, streamAnswer: true });
  for await (const { event } of run.events())
    if (event.type === "answer-text") first ??= performance.now() - began;
  const { status, tasks: done } = await run.report;
  if (status !== "done")
    throw new Error(`the run ended as ${status}: ${JSON.stringify(done.map((one) => one.error))}`);
  return first;
}

let peak = 0;
/** Looking takes processor time: only where memory is what is measured. */
const watch =
  how === "at-once" &&
  setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
const walls = [];
const processor = [];

/** Runs and counts; the first of all loads the code. */
async function runCounted() {
  const before = process.cpuUsage();
  walls.push(await runOnce());
  const { user, system } = process.cpuUsage(before);
  processor.push((user + system) / 1000);
}

/** All at once; the processor time is that of all together. */
async function runAtOnce() {
  const before = process.cpuUsage();
  walls.push(...(await Promise.all(Array.from({ length: Number(times) }, () => runOnce()))));
  const { user, system } = process.cpuUsage(before);
  processor.push((user + system) / 1000);
}

if (how === "one-by-one") await runCounted();
for (let n = 0; n < WARM_UP; n++) await runOnce(quick);
const before = process.cpuUsage();
for (let n = 0; n < QUICK_RUNS; n++) await runOnce(quick);
const used = process.cpuUsage(before);
const quickProcessor = (used.user + used.system) / 1000 / QUICK_RUNS;
if (how === "one-by-one") for (let n = 1; n < Number(times); n++) await runCounted();
else await runAtOnce();
if (watch) clearInterval(watch);
rmSync(outputs, { recursive: true, force: true });
process.stdout.write(
  JSON.stringify({ walls, processor, quickProcessor, peak: Math.max(peak, process.memoryUsage.rss()) }),
);
