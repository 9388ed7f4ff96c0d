import type { RunSummary } from "@hugginggpt/runtime";
import { oneLine } from "@hugginggpt/shared";
import { duration } from "./format.js";
import { tableLines } from "./table.js";

const REQUEST_CHARACTERS = 60;
/** Characters of an id that are shown: its time and the beginning of its random part, enough for other commands. */
const ID_CHARACTERS = 25;

/** Returns runs as lines for a person, one each under a header; a sentence where there are none. */
export function runListLines(runs: readonly RunSummary[]): string[] {
  if (runs.length === 0) return ["No run is kept here yet."];
  return tableLines(
    ["run", "status", "tasks", "time", "request"],
    runs.map(({ run, status, tasks, seconds, request }) => [
      run.slice(0, ID_CHARACTERS),
      status,
      `${tasks.succeeded}/${tasks.all}`,
      duration(seconds * 1000),
      oneLine(request, REQUEST_CHARACTERS) || "(a plan that was given)",
    ]),
    [2, 3],
  );
}
