// Scores which model each step of real requests gets: by searches with the step's need, and by runs without a language
// model. Models are graded for every step: right, works, would not do the job. docs/retrieval.md says more.
import { parseArgs } from "node:util";
import { needInWords, resolveTask } from "@hugginggpt/shared";
import { crossValidate } from "./fit/cross-validate.mjs";
import { measure } from "./fit/measures.mjs";
import { hasGrades, readModels, readRequests } from "./fit/requests.mjs";
import { rescored, withoutKinds } from "./fit/rescored.mjs";
import { chosenModels } from "./fit/runs.mjs";
import { embedderOf } from "./retrieval/embedder.mjs";
import { withRegistry } from "./retrieval/temporary-registry.mjs";

const ALL = 1000;
const SHOWN = 5;

/** Prints the tables, or one JSON document; 2 where the graded requests are not there. */
export async function evaluate(options) {
  const { values } = parseArgs({
    args: options,
    options: {
      embedder: { type: "string", default: "hashed" },
      requests: { type: "string" },
      misses: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  if (!hasGrades()) {
    console.error("fit: skipped, ../shared/eval/fit-dev.jsonl or ../shared/corpus is not there");
    return 2;
  }
  const requests = readRequests(values.requests);
  const embedder = await embedderOf(values.embedder);
  if (embedder === null) return 0;
  const { steps, runs } = await withRegistry(readModels(), embedder, async (registry) => ({
    steps: await searchedSteps(registry, requests),
    runs: {
      "run, plan given": await chosenModels(registry, requests, true),
      "run, own plan": await chosenModels(registry, requests, false),
    },
  }));
  const rankings = {
    "most downloads": ranked(steps, ({ all }) => byMost(all, "downloads")),
    "most likes": ranked(steps, ({ all }) => byMost(all, "likes")),
    "search by need": ranked(steps, ({ shown }) => shown),
    "search, weights cross-validated": crossValidate(steps),
    "search, asked kinds unknown": ranked(steps, (step) => rescored(withoutKinds(step))),
    ...Object.fromEntries(
      Object.entries(runs).map(([name, chosen]) => [name, ranked(steps, ({ key }) => chosen.get(key) ?? [])]),
    ),
  };
  if (values.json) console.log(JSON.stringify(reportOf(rankings), null, 2));
  else print(rankings);
  if (values.misses) for (const [name, graded] of Object.entries(rankings)) printMisses(name, graded);
  return 0;
}

/** Each graded step with what the registry finds for it: the five that it shows, and all that it ranked. */
async function searchedSteps(registry, requests) {
  const steps = [];
  const registrySize = (await registry.search({ text: "", k: 1, filters: {} })).total;
  for (const request of requests) {
    for (const { id, task: name, need } of request.plan) {
      const judged = request.judged[id];
      if (judged === undefined) continue;
      const task = resolveTask(name);
      const text = needInWords(name, need);
      const search = (k) => registry.search({ text, k, filters: { task } });
      const [shown, all] = [await search(SHOWN), await search(ALL)];
      steps.push({
        key: `${request.id} ${id}`,
        request,
        task,
        name,
        text,
        ...judged,
        shown: shown.candidates.map(({ model }) => model.id),
        all: all.candidates,
        registrySize,
      });
    }
  }
  return steps;
}

function ranked(steps, idsOf) {
  return steps.map((step) => ({ ...step, ids: idsOf(step) }));
}

function byMost(candidates, count) {
  return candidates
    .map(({ model }) => model)
    .toSorted((a, b) => b[count] - a[count] || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

const isChinese = ({ request }) => /\p{Script=Han}/u.test(request.request);
const isEnglish = ({ request }) =>
  !isChinese({ request }) && /^[\p{ASCII}\p{P}\p{S}\s]*$/u.test(request.request);

function reportOf(rankings) {
  return Object.fromEntries(
    Object.entries(rankings).map(([name, graded]) => [
      name,
      {
        all: measure(graded),
        chinese: measure(graded.filter(isChinese)),
        ascii: measure(graded.filter(isEnglish)),
        byTask: Object.fromEntries([...grouped(graded)].map(([task, some]) => [task, measure(some)])),
      },
    ]),
  );
}

function grouped(graded) {
  const groups = new Map();
  for (const one of graded) groups.set(one.name, [...(groups.get(one.name) ?? []), one]);
  return groups;
}

const COLUMNS = {
  right: "right 1",
  works: "works 1",
  wrong: "wrong 1",
  none: "none",
  five: "right 5",
  ndcg: "nDCG 5",
};

function print(rankings) {
  const report = reportOf(rankings);
  const line = (name, measures) =>
    `${name.padEnd(34)}${Object.keys(COLUMNS)
      .map((column) => measures[column].toFixed(1).padStart(9))
      .join("")}`;
  const head = (title) =>
    console.log(
      `\n${title.padEnd(34)}${Object.values(COLUMNS)
        .map((column) => column.padStart(9))
        .join("")}`,
    );
  head(`All ${Object.values(rankings)[0].length} steps, percent`);
  for (const [name, { all }] of Object.entries(report)) console.log(line(name, all));
  for (const group of ["chinese", "ascii"]) {
    head(group === "chinese" ? "Requests in Chinese" : "Requests in ASCII letters");
    for (const [name, { [group]: measures }] of Object.entries(report)) console.log(line(name, measures));
  }
  head("Search by need, by task");
  for (const [task, measures] of Object.entries(report["search by need"].byTask))
    console.log(line(task, measures));
}

function printMisses(name, graded) {
  console.log(`\nNot right first: ${name}`);
  for (const { key, name: task, text, ids, good, ok } of graded) {
    if (good.includes(ids[0])) continue;
    const grade = ids[0] === undefined ? "none" : ok.includes(ids[0]) ? "works" : "wrong";
    console.log(`${key} ${task}: ${text}\n    ${grade}: ${ids.slice(0, 3).join(", ")}`);
  }
}
