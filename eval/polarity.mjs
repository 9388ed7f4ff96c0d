// Scores ways to tell praise from blame on English sentences with labels: the built-in tool, VADER as it is, and wink-nlp.
// `sentences.jsonl` was written before anything was compared, and the rules were bettered on it; `fresh.jsonl` was written
// afterwards and nothing was changed for it. `--show` prints each sentence that the built-in tool gets wrong.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { BuiltinBackend } from "@hugginggpt/runtime";
import { BUILTIN_TOOLS, builtinEndpoint } from "@hugginggpt/shared";
import model from "wink-eng-lite-web-model";
import wink from "wink-nlp";

const require = createRequire(new URL("../packages/runtime/package.json", import.meta.url));
const SETS = ["sentences", "fresh"];
/** VADER's own threshold. */
const THRESHOLD = 0.05;

/** Prints a table of how many of each kind are right. */
export async function evaluate(options) {
  const { values } = parseArgs({ args: options, options: { show: { type: "boolean" } } });
  const readers = { "built in": builtin(), vader: vaderAlone(), "wink-nlp": winkAlone() };
  for (const set of SETS) {
    const sentences = read(set);
    const kinds = [...new Set(sentences.map(({ kind }) => kind))];
    console.log(`\n${set}: ${sentences.length}`);
    console.log(["kind".padEnd(16), ...Object.keys(readers).map((name) => name.padStart(9))].join(" "));
    const given = await Promise.all(
      Object.values(readers).map((label) => Promise.all(sentences.map(({ text }) => label(text)))),
    );
    const row = (name, isIn) => {
      const of = sentences.filter(isIn).length;
      const right = given.map((labels) =>
        labels.filter((label, i) => isIn(sentences[i]) && label === sentences[i].label),
      );
      console.log(
        [`${name} (${of})`.padEnd(16), ...right.map(({ length }) => String(length).padStart(9))].join(" "),
      );
    };
    for (const kind of kinds) row(kind, (sentence) => sentence.kind === kind);
    row("all", () => true);
    if (values.show)
      for (const [i, { label, text }] of sentences.entries())
        if (given[0][i] !== label) console.log(`  ${label}, not ${given[0][i]}: ${text}`);
  }
  return 0;
}

function read(set) {
  const file = readFileSync(new URL(`./polarity/${set}.jsonl`, import.meta.url), "utf8");
  return file
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function builtin() {
  const backend = new BuiltinBackend();
  const tool = BUILTIN_TOOLS.find((one) => one.tool === "vader");
  const job = { task: tool.task, model: tool.id, endpoint: builtinEndpoint(tool) };
  return async (text) => {
    const { labels } = await backend.run({ ...job, args: { text } }, new AbortController().signal);
    return labels[0].label;
  };
}

function vaderAlone() {
  const { SentimentIntensityAnalyzer } = require("vader-sentiment");
  return async (text) => labelOf(SentimentIntensityAnalyzer.polarity_scores(text).compound);
}

function winkAlone() {
  const nlp = wink(model);
  return async (text) => labelOf(nlp.readDoc(text).out(nlp.its.sentiment));
}

function labelOf(score) {
  return score > THRESHOLD ? "positive" : score < -THRESHOLD ? "negative" : "neutral";
}
