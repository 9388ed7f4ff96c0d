// Scores how well the registry finds the model that answers a need: the real pipeline, synced from a simulated Hub, in
// its rankings apart and together, beside BM25 and HuggingGPT's rule. docs/retrieval.md holds the figures.
import { parseArgs } from "node:util";
import { resolveTask } from "@hugginggpt/shared";
import { bm25Ranking, downloadsRanking } from "./retrieval/baselines.mjs";
import { crossValidate } from "./retrieval/cross-validate.mjs";
import { embedderOf } from "./retrieval/embedder.mjs";
import { byScore, measure } from "./retrieval/measures.mjs";
import { hasNeeds, hubRows, readCorpus, readNeeds, textOf, VARIANTS } from "./retrieval/needs.mjs";
import { withRegistry } from "./retrieval/temporary-registry.mjs";

/** Enough for every model of the corpus that can matter: `search` returns no more than 1,000. */
const ALL = 1000;
const SHOWN = 10;

/** Prints the tables, or one JSON document; 2 where the reference data is not there. */
export async function evaluate(options) {
  const { values } = parseArgs({
    args: options,
    options: {
      embedder: { type: "string", default: "hashed" },
      variant: { type: "string", multiple: true },
      json: { type: "boolean", default: false },
    },
  });
  if (!hasNeeds()) {
    console.error("retrieval: skipped, ../shared/eval is not there");
    return 2;
  }
  const [corpus, needs] = [readCorpus(), readNeeds()];
  const embedder = await embedderOf(values.embedder);
  if (embedder === null) return 0;
  const report = {};
  for (const variant of values.variant ?? Object.keys(VARIANTS)) {
    report[variant] = await scoreVariant(corpus, needs, variant, embedder);
    if (!values.json) print(variant, report[variant]);
  }
  const ways = Object.values(report);
  if (ways.length > 1) {
    report.mean = meanOf(ways);
    if (!values.json) print(`mean of the ${ways.length} ways`, report.mean);
  }
  if (values.json) console.log(JSON.stringify(report, null, 2));
  return 0;
}

async function scoreVariant(corpus, needs, variant, embedder) {
  const rows = hubRows(corpus, variant);
  const models = rows.map(({ item: { id, downloads, pipeline_tag: tag } }) => ({
    id,
    downloads,
    task: resolveTask(tag) ?? tag,
  }));
  const taskById = new Map(models.map(({ id, task }) => [id, task]));
  const score = (listOf) => measure(needs, listOf, (id) => taskById.get(id));
  const scores = {};
  const both = (name, ranking) => {
    scores[name] = {
      given: score((need) => ranking(need, true)),
      none: score((need) => ranking(need, false)),
    };
  };
  const documents = rows.map((row) => ({ id: row.item.id, text: textOf(row) }));
  both("HuggingGPT's rule", downloadsRanking(models));
  both("BM25, k1 1.2, b 0.75", bm25Ranking(models, documents, { k1: 1.2, b: 0.75 }));
  both("BM25, k1 0.9, b 0.4", bm25Ranking(models, documents, { k1: 0.9, b: 0.4 }));
  const found = await withRegistry(rows, embedder, (registry) => searchAll(registry, needs));
  for (const [name, listOf] of Object.entries(RANKINGS))
    both(name, (need, given) => listOf(found(need, given)));
  scores["fused, weights cross-validated"] = crossValidate(needs, found, score);
  return scores;
}

/** What the registry says of each need: the ten that it shows, and the parts of the scores of all that it ranked. */
async function searchAll(registry, needs) {
  const answers = new Map();
  for (const need of needs) {
    for (const given of [true, false]) {
      const filters = given ? { task: need.task } : {};
      const shown = await registry.search({ text: need.text, k: SHOWN, filters });
      const ranked = await registry.search({ text: need.text, k: ALL, filters });
      answers.set(keyOf(need, given), {
        shown: shown.candidates.map(({ model }) => model.id),
        ranked: ranked.candidates.map(({ model, why }) => ({
          id: model.id,
          downloads: model.downloads,
          why,
        })),
      });
    }
  }
  return (need, given) => answers.get(keyOf(need, given));
}

const RANKINGS = {
  "ours: words alone": ({ ranked }) => byScore(ranked, ({ why }) => why.lexical),
  "ours: vectors alone": ({ ranked }) => byScore(ranked, ({ why }) => why.raw.cosine ?? -1),
  "ours: fused, as it ships": ({ shown }) => shown,
};

function keyOf({ id }, given) {
  return `${id} ${given}`;
}

/** The mean of numbers that stand at the same place in equal trees. */
function meanOf(trees) {
  if (typeof trees[0] === "number") return trees.reduce((sum, value) => sum + value, 0) / trees.length;
  const keys = Object.keys(trees[0]);
  return Object.fromEntries(keys.map((key) => [key, meanOf(trees.map((tree) => tree[key]))]));
}

function print(variant, scores) {
  console.log(`\nCards: ${variant}`);
  for (const given of ["given", "none"]) {
    const columns = Object.keys(scores[Object.keys(scores)[0]][given]);
    console.log(
      `\n${(given === "given" ? "Task given" : "Task not given").padEnd(34)}${columns.map((name) => name.padStart(11)).join("")}`,
    );
    for (const [name, { [given]: measures }] of Object.entries(scores)) {
      const cells = columns.map((column) => `${(100 * measures[column]).toFixed(1)} %`.padStart(11));
      console.log(`${name.padEnd(34)}${cells.join("")}`);
    }
  }
}
