import type { EnabledEndpoints, TaskPlace } from "@hugginggpt/shared";
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

type PlaceRow = Pick<EndpointRow, "kind" | "provider" | "task" | "target"> & { tag: string; n: number };

/** Returns where the models of each task have live endpoints of the given kinds, most models first, by the models' task. */
export function taskPlaces(
  db: RegistryDatabase,
  enabled: EnabledEndpoints,
): ReadonlyMap<string, TaskPlace[]> {
  const rows = db.read(() => db.statement<[string], PlaceRow>(PLACES).all(JSON.stringify(enabled)));
  const places = new Map<string, TaskPlace[]>();
  for (const { tag, n, ...row } of rows) {
    const endpoint = endpointOfRow({ ...row, ...UNKNOWN });
    const known = places.get(tag);
    if (known) known.push({ endpoint, models: n });
    else places.set(tag, [{ endpoint, models: n }]);
  }
  return places;
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
