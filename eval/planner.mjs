// Scores planners on requests with gold graphs: the offline planner, and a language model where one is configured by
// the usual variables. `--show SET` prints each request of a set that was not planned as its graph says.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createController, planJson, planRequest } from "@hugginggpt/runtime";
import { describeError, readSettings, secretsOf, systemClock, TASK_IDS, taskSpec } from "@hugginggpt/shared";
import { HttpClient } from "@hugginggpt/shared/http";
import { planGraph, scorePlans } from "../packages/runtime/dist/testing/score-plans.js";

const TYPES = { image: "png jpg jpeg", audio: "wav mp3", video: "mp4", table: "csv" };
const OFFERED = TASK_IDS.filter((id) => taskSpec(id).outputs.length > 0);
const DEV = fileURLToPath(new URL("../../shared/planner/dev-requests.jsonl", import.meta.url));

const own = (name) => fileURLToPath(new URL(`./requests/${name}.jsonl`, import.meta.url));
const SETS = [
  { name: "dev", path: DEV, read: readTaskBench },
  ...[
    "tuning-en",
    "held-out-en",
    "fresh-en",
    "unseen-en",
    "tuning-zh",
    "held-out-zh",
    "tuning-plain",
    "held-out-plain",
    "tuning-languages",
    "held-out-languages",
    "unseen-languages",
    "everyday",
    "everyday-later",
    "everyday-last",
    "fresh-en-2",
    "fresh-zh-2",
    "fresh-languages-2",
    "later-zh-2",
    "final-zh-2",
  ].map((name) => ({
    name,
    path: own(name),
    read: readOwn,
  })),
];

/** Prints a table of scores; the exit code is 1 where a language model could not be asked. */
export async function evaluate(options) {
  const { values } = parseArgs({
    args: options,
    options: { show: { type: "string" }, json: { type: "boolean" }, controller: { type: "string" } },
  });
  const controller = await configuredController(values.controller ?? null);
  const planners = [{ name: "offline", controller: null }];
  if (controller) planners.push({ name: controller.name, controller });
  const rows = [];
  for (const { name, path, read } of SETS) {
    if (!existsSync(path)) {
      console.error(`${name}: skipped, ${path} is not there`);
      continue;
    }
    const requests = read(path);
    for (const planner of planners) {
      const pairs = await planAll(requests, planner.controller);
      rows.push({ set: name, requests: requests.length, planner: planner.name, ...scores(pairs) });
      for (const [lang, some] of byLanguage(pairs))
        rows.push({ set: `  ${lang}`, requests: some.length, planner: planner.name, ...scores(some) });
      if (values.show === name) show(pairs);
    }
  }
  if (values.json) console.log(JSON.stringify({ rows }, null, 2));
  else print(rows);
  return 0;
}

function scores(pairs) {
  const { node, edge } = scorePlans(pairs);
  const exact = pairs.filter((pair) => isExact(pair)).length / pairs.length;
  return { node, edge, exact, unplanned: pairs.filter(({ kind }) => kind !== "plan").length };
}

/** Requests by the language that their set says they are in; sets of one language say none. */
function byLanguage(pairs) {
  const groups = new Map();
  for (const pair of pairs.filter(({ lang }) => lang))
    groups.set(pair.lang, [...(groups.get(pair.lang) ?? []), pair]);
  return groups;
}

function isExact(pair) {
  const { node, edge } = scorePlans([pair]);
  return node.f1 === 1 && edge.f1 === 1;
}

async function planAll(requests, controller) {
  const pairs = [];
  for (const { request, files, gold, lang } of requests) {
    const result = await planOne(request, files, controller);
    const plan = result.kind === "plan" ? planJson(result.plan) : [];
    pairs.push({ request, lang, gold, planned: planGraph(plan), kind: result.kind, plan });
  }
  return pairs;
}

async function planOne(request, files, controller) {
  try {
    return await planRequest({ request, files, offered: OFFERED }, { controller, emit: () => undefined });
  } catch (error) {
    console.error(`${request.slice(0, 60)}: ${describeError(error)}`);
    return { kind: "refused" };
  }
}

async function configuredController(spec) {
  const settings = readSettings(process.env);
  const http = new HttpClient({
    clock: systemClock,
    random: Math.random,
    userAgent: "hugginggpt-eval",
    secrets: secretsOf(settings),
  });
  return createController(spec, { settings, http });
}

/** Tools of TaskBench under the names of the catalogue; no file is given, as there. */
function readTaskBench(path) {
  return lines(path).map(({ request, tasks, links }) => {
    const names = [...new Set(tasks)];
    const gold = {
      tasks: names.map(hubName),
      links: links.map(({ source, target }) => [names.indexOf(source), names.indexOf(target)]),
    };
    return { request, files: [], gold };
  });
}

function hubName(tool) {
  return tool === "Image Editing" ? "image-to-image" : tool.toLowerCase().replaceAll(" ", "-");
}

function readOwn(path) {
  return lines(path).map(({ request, files, tasks, links, lang }) => ({
    request,
    lang,
    files: files.map(userFile),
    gold: { tasks, links },
  }));
}

function userFile(name, index) {
  const extension = name.split(".").at(-1);
  const type = Object.keys(TYPES).find((kind) => TYPES[kind].split(" ").includes(extension)) ?? "text";
  const bytes = new TextEncoder().encode("content");
  return { handle: index + 1, given: name, name, type, mediaType: "application/octet-stream", bytes };
}

function lines(path) {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line));
}

function show(pairs) {
  for (const pair of pairs.filter((one) => !isExact(one))) {
    console.log(pair.request);
    console.log(`  gold     ${graphText(pair.gold)}`);
    console.log(`  planned  ${pair.kind === "plan" ? graphText(pair.planned) : pair.kind}`);
  }
}

function graphText({ tasks, links }) {
  return [tasks.join(", "), ...links.map(([from, to]) => `${tasks[from]} > ${tasks[to]}`)].join("; ");
}

function print(rows) {
  const percent = (value) => (value * 100).toFixed(1).padStart(6);
  console.log(
    "set                requests  planner                node F1   P      R      edge F1   P      R     exact  no plan",
  );
  for (const { set, requests, planner, node, edge, exact, unplanned } of rows) {
    const figures = [node.f1, node.precision, node.recall, edge.f1, edge.precision, edge.recall, exact];
    console.log(
      `${set.padEnd(18)}${String(requests).padStart(8)}  ${planner.padEnd(22)}${figures.map(percent).join(" ")}${String(unplanned).padStart(9)}`,
    );
  }
  console.log(
    "\nF1, precision, recall and exactly right graphs in percent. TaskBench's published figures on its whole",
  );
  console.log("Hugging Face domain: GPT-3.5 69.5 / 33.4, GPT-4 81.5 / 54.7 (node F1 / edge F1).");
}
