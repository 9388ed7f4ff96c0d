import { megabytes, ms, percentile, printRows } from "./figures.mjs";
import { syntheticNeed } from "./synthetic.mjs";
import { openBench } from "./synthetic-registry.mjs";

// One long-lived process: needs that it never saw before, after as many others.
const [folder, queries, warmup] = process.argv.slice(2);
const opened = await openBench(folder);
const search = (n, withTask) => {
  const { text, task } = syntheticNeed(n);
  return opened.registry.search({ text, k: 10, filters: withTask ? { task } : {} });
};
const began = performance.now();
await search(800_000, false);
const first = performance.now() - began;
for (let n = 0; n < Number(warmup); n++) await search(100_000 + n, n % 2 === 0);

async function timed(withTask) {
  const times = [];
  const before = process.cpuUsage();
  for (let n = 0; n < Number(queries); n++) {
    const start = performance.now();
    await search(n, withTask);
    times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  const processor = ms((user + system) / 1000 / times.length);
  return `p50 ${ms(percentile(times, 0.5))}, p95 ${ms(percentile(times, 0.95))}, p99 ${ms(percentile(times, 0.99))}, processor ${processor}`;
}

printRows(`registry search, warm process, ${queries} new needs each after ${warmup} others`, [
  ["the first one", ms(first)],
  ["all models", await timed(false)],
  ["of a task", await timed(true)],
  ["resident memory", megabytes(process.memoryUsage().rss)],
]);
opened.close();
