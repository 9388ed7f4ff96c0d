import { isTaskId, type TaskCount, type TaskPlace } from "@hugginggpt/shared";
import { type EndpointRow, endpointOfRow } from "./endpoint-row.js";

/** Where models of a task have endpoints. */
export type PlaceRow = Pick<EndpointRow, "kind" | "provider" | "task" | "target"> & {
  tag: string;
  n: number;
};

/** How many models have a task. */
export interface TaskRow {
  readonly task: string;
  readonly n: number;
}

/** Returns the tasks that we know, in the order of all, with how many of their models run and where. */
export function taskCounts(
  all: readonly TaskRow[],
  runnable: readonly TaskRow[],
  places: readonly PlaceRow[],
): TaskCount[] {
  const running = new Map(runnable.map(({ task, n }) => [task, n]));
  const byTask = new Map<string, TaskPlace[]>();
  for (const { tag, n, ...row } of places) {
    const endpoint = endpointOfRow({ ...row, ...UNKNOWN });
    const known = byTask.get(tag);
    if (known) known.push({ endpoint, models: n });
    else byTask.set(tag, [{ endpoint, models: n }]);
  }
  return all.flatMap(({ task, n }) =>
    isTaskId(task)
      ? [{ task, models: n, runnable: running.get(task) ?? 0, places: byTask.get(task) ?? [] }]
      : [],
  );
}

/** What differs from model to model is left open. */
const UNKNOWN = {
  row: 0,
  status: "live",
  priceInput: null,
  priceOutput: null,
  latencyMs: null,
  throughput: null,
} as const;
