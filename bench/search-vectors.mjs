import { join } from "node:path";
import { TopScores } from "../packages/indexer/dist/collections/top-scores.js";
import { hashedEmbedder } from "../packages/indexer/dist/embedding/hashed-embedder.js";
import { describeModel } from "../packages/indexer/dist/index.js";
import { dotAt } from "../packages/indexer/dist/retrieval/vectors/dot-product.js";
import { loadHnswlib } from "../packages/indexer/dist/retrieval/vectors/load-hnswlib.js";
import { VectorSearch } from "../packages/indexer/dist/retrieval/vectors/vector-search.js";
import { RegistryDatabase } from "../packages/indexer/dist/store/database/registry-database.js";
import { SqliteRegistryReader } from "../packages/indexer/dist/store/sqlite-registry-reader.js";
import { SqliteIndexGenerations } from "../packages/indexer/dist/store/vectors/sqlite-index-generations.js";
import { SqliteVectorReader } from "../packages/indexer/dist/store/vectors/sqlite-vector-reader.js";
import { ms, percentile, printRows } from "./figures.mjs";
import { syntheticNeed } from "./synthetic.mjs";

// Vector searches alone: ours, a plain scan of 32-bit floats, and hnswlib-node, on the same vectors in the same run.
const [folder, hnswCount] = process.argv.slice(2);
const QUERIES = 100;
const K = 10;

const db = RegistryDatabase.open(join(folder, "registry.sqlite"));
const reader = new SqliteRegistryReader(db, describeModel);
const stored = new SqliteVectorReader(db);
const embedder = await stored.embedder();
const options = { vectors: stored, generations: new SqliteIndexGenerations(db), folder };
const needs = Array.from({ length: QUERIES }, (_, n) => syntheticNeed(n));
const queries = await hashedEmbedder.embed(
  needs.map(({ text }) => text),
  "query",
);
const ofTask = new Map();
for (const { task } of needs) if (!ofTask.has(task)) ofTask.set(task, await reader.passing({ task }));

/** Runs all queries, and says how long one takes and how much of the truth it finds. */
async function measure(find, truth) {
  const times = [];
  let [found, wanted] = [0, 0];
  const answers = [];
  for (const [i, query] of queries.entries()) {
    const began = performance.now();
    const rows = await find(query, needs[i].task);
    times.push(performance.now() - began);
    answers.push(rows);
    if (!truth) continue;
    found += rows.filter((row) => truth[i].includes(row)).length;
    wanted += truth[i].length;
  }
  const recall = truth ? `, recall at ${K} ${(found / wanted).toFixed(3)}` : "";
  return { answers, line: `p50 ${ms(percentile(times, 0.5))}, p95 ${ms(percentile(times, 0.95))}${recall}` };
}

const vectors = await allVectors();
const limit = vectors.ids.length;
const slots = new Map(vectors.ids.map((id, slot) => [id, slot]));
const plain = (query, ids) => {
  const best = new TopScores(K);
  const offer = (slot) => best.offer(slot, dotAt(query, vectors.values, slot * embedder.dimension));
  if (ids === null) for (let slot = 0; slot < limit; slot++) offer(slot);
  else for (const id of ids) if (slots.has(id)) offer(slots.get(id));
  return best.sorted().map(({ item }) => vectors.ids[item]);
};
const ours = new VectorSearch(embedder, options);
const search = async (query, ids) => {
  const within = ids === null ? null : { ids, filters: {} };
  return (await ours.search(query, K, within)).map(({ id }) => id);
};
await search(queries[0], null);

const exact = await measure((query) => plain(query, null));
const exactTask = await measure((query, task) => plain(query, ofTask.get(task)));
const rows = [
  ["plain scan of floats, all", exact.line],
  ["plain scan of floats, of a task", exactTask.line],
  ["ours (8 bits, best compared exactly), all", (await measure((q) => search(q, null), exact.answers)).line],
  ["ours, of a task", (await measure((q, task) => search(q, ofTask.get(task)), exactTask.answers)).line],
];
const share = Math.min(Number(hnswCount), limit);
const library = share > 0 ? await loadHnswlib() : null;
if (library !== null) rows.push(...(await hnsw(library, share)));
printRows(`vector search, ${limit} vectors of ${embedder.dimension} numbers, ${QUERIES} needs`, rows);
db.close();

async function hnsw(library, count) {
  const index = new library.HierarchicalNSW("ip", embedder.dimension);
  index.initIndex(count, 16, 200, 100);
  const began = performance.now();
  for (let slot = 0; slot < count; slot++) index.addPoint(Array.from(valuesAt(slot)), slot);
  const built = performance.now() - began;
  index.setEf(80);
  const within = new Set(vectors.ids.slice(0, count));
  const only = (list) => (list === null ? [...within] : list.filter((row) => within.has(row)));
  const truth = count === limit ? exact : await measure((q) => plain(q, only(null)));
  const truthTask =
    count === limit ? exactTask : await measure((q, task) => plain(q, only(ofTask.get(task))));
  const allowed = new Map([...ofTask].map(([task, list]) => [task, new Set(list)]));
  const idsOf = ({ neighbors }) => neighbors.map((slot) => vectors.ids[slot]);
  const free = await measure((q) => idsOf(index.searchKnn(Array.from(q), K)), truth.answers);
  const filtered = await measure((q, task) => {
    const passing = allowed.get(task);
    return idsOf(index.searchKnn(Array.from(q), K, (slot) => passing.has(vectors.ids[slot])));
  }, truthTask.answers);
  const of = count === limit ? "" : ` of ${count}`;
  return [
    [`hnswlib-node${of}, all (ef 80)`, `${free.line}, built in ${(built / 1000).toFixed(0)} s`],
    [`hnswlib-node${of}, filter callback (ef 80)`, filtered.line],
  ];
}

function valuesAt(slot) {
  return vectors.values.subarray(slot * embedder.dimension, (slot + 1) * embedder.dimension);
}

async function allVectors() {
  const { count } = await stored.state();
  const values = new Float32Array(count * embedder.dimension);
  const ids = [];
  for (let last = 0; ; ) {
    const batch = await stored.after(last, 5000);
    for (const { id, values: vector, seq } of batch) {
      values.set(vector, ids.length * embedder.dimension);
      ids.push(id);
      last = seq;
    }
    if (batch.length < 5000) return { ids, values };
  }
}
