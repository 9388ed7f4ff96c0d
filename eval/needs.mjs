// Scores which model comes first for needs in a person's own words. A need names no model; the right ones are known by
// a pattern over their ids. docs/lab/retrieval.md says when each set was written.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { needInWords, resolveTask } from "@hugginggpt/shared";
import { hasGrades, readModels } from "./fit/requests.mjs";
import { embedderOf } from "./retrieval/embedder.mjs";
import { withRegistry } from "./retrieval/temporary-registry.mjs";

const SETS = ["plain-1", "plain-2", "plain-3", "plain-4", "plain-5", "plain-6"];
const SHOWN = 5;

/** Prints a table of shares, or one JSON document; 2 where the models are not there. */
export async function evaluate(options) {
  const { values } = parseArgs({
    args: options,
    options: {
      embedder: { type: "string", default: "hashed" },
      misses: { type: "boolean", default: false },
      set: { type: "string", multiple: true, default: SETS },
      json: { type: "boolean", default: false },
    },
  });
  if (!hasGrades()) {
    console.error("needs: skipped, ../shared/corpus is not there");
    return 2;
  }
  const embedder = await embedderOf(values.embedder);
  if (embedder === null) return 0;
  const rows = await withRegistry(readModels(), embedder, async (registry) => {
    const all = [];
    for (const set of values.set)
      for (const need of readNeeds(set)) all.push({ set, ...need, ids: await found(registry, need) });
    return all;
  });
  const report = values.set.map((set) => ({ set, ...shares(rows.filter((row) => row.set === set)) }));
  if (values.json) console.log(JSON.stringify({ sets: report }, null, 2));
  else print(report);
  if (values.misses)
    for (const row of rows.filter(({ ids, right }) => !right.test(ids[0] ?? ""))) printMiss(row);
  return 0;
}

function readNeeds(set) {
  const path = fileURLToPath(new URL(`./needs/${set}.jsonl`, import.meta.url));
  const lines = readFileSync(path, "utf8").trim().split("\n");
  return lines.map((line) => {
    const { task, need, right } = JSON.parse(line);
    return { task, need, right: new RegExp(right, "i") };
  });
}

async function found(registry, { task, need }) {
  const filters = { task: resolveTask(task) };
  const { candidates } = await registry.search({ text: needInWords(task, need), k: SHOWN, filters });
  return candidates.map(({ model }) => model.id);
}

function shares(rows) {
  const percent = (count) => (100 * count) / rows.length;
  return {
    needs: rows.length,
    first: percent(rows.filter(({ ids, right }) => right.test(ids[0] ?? "")).length),
    five: percent(rows.filter(({ ids, right }) => ids.some((id) => right.test(id))).length),
  };
}

function print(report) {
  console.log("set           needs  right 1  right 5");
  for (const { set, needs, first, five } of report)
    console.log(
      `${set.padEnd(12)}${String(needs).padStart(7)}${first.toFixed(1).padStart(9)}${five.toFixed(1).padStart(9)}`,
    );
}

function printMiss({ set, task, need, ids }) {
  console.log(`\n${set} ${task}: ${need}\n    ${ids.join(", ")}`);
}
