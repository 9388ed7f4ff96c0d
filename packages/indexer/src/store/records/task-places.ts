import { type EnabledEndpoints, isTaskId, type TaskCount, type TaskPlace } from "@hugginggpt/shared";
import type { RegistryDatabase } from "../database/registry-database.js";
import { type EndpointRow, endpointOfRow } from "./endpoint-row.js";

/** A target is a tool or an address, which differ, or a provider's name of one model, which makes no difference. */
const PLACES = `
  SELECT models.task AS tag, endpoints.kind, endpoints.provider, endpoints.task, min(endpoints.target) AS target,
         count(DISTINCT endpoints.row) AS n
  FROM endpoints JOIN models ON models.row = endpoints.row
  WHERE models.task IS NOT NULL AND endpoints.status = 'live'
    AND endpoints.kind IN (SELECT value FROM json_each(?))
  GROUP BY 1, 2, 3, 4, CASE WHEN endpoints.kind = 'provider' THEN '' ELSE endpoints.target END
  ORDER BY n DESC, 2, 3, 4, 5`;

/** Where models of a task have endpoints. */
export type PlaceRow = Pick<EndpointRow, "kind" | "provider" | "task" | "target"> & {
  tag: string;
  n: number;
};

/** Returns where the models of each task have live endpoints of the given kinds, most models first. */
export function taskPlaces(db: RegistryDatabase, enabled: EnabledEndpoints): readonly PlaceRow[] {
  return db.statement<[string], PlaceRow>(PLACES).all(JSON.stringify(enabled));
}

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
