// What a program does that calls transformers.js itself: node direct.mjs RUNTIME MODEL
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { AGAIN, BATCH, COUNT, texts } from "./texts.mjs";

const [runtime, dir] = process.argv.slice(2);
const entry = createRequire(`${runtime}/package.json`)
  .resolve("@huggingface/transformers")
  .replace(/\.cjs$/, ".mjs");
const { env, pipeline } = await import(pathToFileURL(entry).href);
env.allowRemoteModels = false;
const pipe = await pipeline("feature-extraction", dir, { dtype: "fp32", device: "cpu" });
const embed = async (batch) => (await pipe(batch, { pooling: "mean", normalize: true })).data.length;
const all = texts(COUNT);
await embed(all.slice(0, 1));
process.send({ first: true });
const times = [];
for (let n = 0; n < AGAIN; n++) {
  const start = performance.now();
  await embed(all.slice(n, n + 1));
  times.push(performance.now() - start);
}
const start = performance.now();
for (let from = 0; from < COUNT; from += BATCH) await embed(all.slice(from, from + BATCH));
process.send({ times, all: performance.now() - start, rss: process.memoryUsage.rss() });
process.disconnect();
