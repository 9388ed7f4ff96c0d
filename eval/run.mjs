// Runs an evaluation by name: npm run eval -- planner [options].
import { existsSync } from "node:fs";

const EVALUATIONS = {
  fit: "steps of real requests and the model that each gets (docs/retrieval.md)",
  needs: "needs in plain words and the model that each gets (docs/retrieval.md)",
  planner: "requests and their graphs of tasks: node F1 and edge F1 (docs/planning.md)",
  polarity: "sentences and whether they praise or blame (docs/builtin-tools.md)",
  reading: "pictures of text and what is read in them: character error rates (docs/builtin-tools.md)",
  retrieval: "needs and the models that answer them",
};

const USAGE = [
  "Usage: npm run eval -- <name> [options]\n",
  ...Object.entries(EVALUATIONS).map(([one, summary]) => `  ${one.padEnd(10)} ${summary}`),
].join("\n");

const [name = "", ...options] = process.argv.slice(2);
const file = new URL(`./${name}.mjs`, import.meta.url);
if (!Object.hasOwn(EVALUATIONS, name) || !existsSync(file)) {
  console.error(USAGE);
  process.exit(2);
}
if (options.includes("--help")) {
  console.log(USAGE);
  process.exit(0);
}
const { evaluate } = await import(file.href);
process.exitCode = await evaluate(options).catch((error) => {
  if (!String(error.code).startsWith("ERR_PARSE_ARGS")) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  return 2;
});
