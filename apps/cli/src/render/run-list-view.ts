import { shortRunId } from "@hugginggpt/runtime";
import { oneLine, type RunSummary } from "@hugginggpt/shared";
import { fixed, t } from "../lang/words.js";
import { duration } from "./format.js";
import { tableLines } from "./table.js";

const REQUEST_CHARACTERS = 60;

/** Returns runs as a table for a person, its lines cut at `columns`; a sentence if there are none. */
export function runListLines(runs: readonly RunSummary[], columns: number | null): string[] {
  if (runs.length === 0) return [t`There are no runs yet.`];
  return tableLines(
    ["run", "started", "status", "tasks", "time", "request"].map(fixed),
    runs.map(({ run, startedAt, status, tasks, seconds, request }) => [
      shortRunId(run),
      startedAt.slice(0, 16).replace("T", " "),
      fixed(status),
      `${tasks.succeeded}/${tasks.all}`,
      duration(seconds * 1000),
      oneLine(request, REQUEST_CHARACTERS) || t`(a plan that was given)`,
    ]),
    [3, 4],
    columns,
  );
}
