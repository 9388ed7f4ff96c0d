import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url));
const REQUESTS = at("eval/fit-dev.jsonl");
const CORPUS = at("corpus/hub-models.jsonl");

/** Whether the graded requests and the real models lie beside the repository. */
export function hasGrades() {
  return existsSync(REQUESTS) && existsSync(CORPUS);
}

/** The requests, each with a plan and, for each step, the models that do it right (`good`) and that work (`ok`). */
export function readRequests(path = REQUESTS) {
  return linesOf(path);
}

/** The models as the loopback Hub serves them. */
export function readModels() {
  return linesOf(CORPUS);
}

function linesOf(path) {
  return readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}
