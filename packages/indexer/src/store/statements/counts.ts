import type { CardState, RecordSource, RegistryFacets, RegistryStats } from "@hugginggpt/shared";

/** Values of a facet at most. */
const MOST = 20;

/** How many models there are of each licence, provider and year. */
export const FACETS = {
  licenses: `
    SELECT lower(license) AS name, count(*) AS models FROM hugginggpt.models
    WHERE license <> '' AND source <> 'builtin' GROUP BY 1 ORDER BY models DESC, name LIMIT ${MOST}`,
  providers: `
    SELECT provider AS name, count(DISTINCT row) AS models FROM hugginggpt.endpoints
    WHERE kind = 'provider' AND status = 'live' GROUP BY 1 ORDER BY models DESC, name LIMIT ${MOST}`,
  // Years beyond four digits, of damaged dates, have a sign before them and no hyphen in fifth place.
  years: `
    SELECT substr(last_modified, 1, 4) AS name, count(*) AS models FROM hugginggpt.models
    WHERE last_modified LIKE '____-%' AND source <> 'builtin' GROUP BY 1 ORDER BY name DESC LIMIT ${MOST}`,
} as const satisfies Record<keyof RegistryFacets, string>;

/** Returns the statement that counts models; `where` says which, on `models AS m`. */
export function countModels(where: string): string {
  return `SELECT count(*) AS n FROM hugginggpt.models AS m${where && ` WHERE ${where}`}`;
}

export const COUNT_MODELS = "SELECT source AS name, count(*) AS n FROM hugginggpt.models GROUP BY 1";
export const COUNT_CARDS = `
  SELECT coalesce(c.state, 'none') AS name, count(*) AS n
  FROM hugginggpt.models AS m LEFT JOIN hugginggpt.cards AS c ON c.row = m.row GROUP BY 1`;
export const COUNT_REST = `
  SELECT
    (SELECT count(*) FROM hugginggpt.vectors) AS vectors,
    (SELECT count(*) FROM hugginggpt.endpoints) AS endpoints,
    (SELECT value FROM hugginggpt.meta WHERE key = 'embedder') AS embedder,
    (SELECT value FROM hugginggpt.meta WHERE key = 'lastSync') AS "lastSync"`;

/** The row of `COUNT_REST`. */
export type RestRow = Pick<RegistryStats, "vectors" | "endpoints" | "embedder" | "lastSync">;

/** The rows of `COUNT_MODELS` and `COUNT_CARDS`. */
export type CountRow<Name> = { readonly name: Name; readonly n: number };

/** Returns what the statements counted. */
export function statsOf(
  models: readonly CountRow<RecordSource>[],
  cards: readonly CountRow<CardState>[],
  rest: RestRow | undefined,
): Omit<RegistryStats, "vectorIndex" | "bytes"> {
  return {
    models: { hub: 0, seed: 0, starter: 0, builtin: 0, ...byName(models) },
    cards: { none: 0, read: 0, missing: 0, gated: 0, failed: 0, ...byName(cards) },
    ...(rest ?? { vectors: 0, endpoints: 0, embedder: null, lastSync: null }),
  };
}

function byName<Name extends string>(rows: readonly CountRow<Name>[]): Partial<Record<Name, number>> {
  // The cast: `fromEntries` forgets the names.
  return Object.fromEntries(rows.map(({ name, n }) => [name, n])) as Partial<Record<Name, number>>;
}

/** Returns the statement that counts models by task; `where` says which, on `models AS m`. */
export function countByTask(where: string): string {
  return `
  SELECT task, count(*) AS n FROM hugginggpt.models AS m WHERE task IS NOT NULL${where && ` AND ${where}`}
  GROUP BY task ORDER BY n DESC, task`;
}

/**
 * Returns the statement that tells where the models of each task have live endpoints, most models first; `kinds` says
 * of which kinds. A target is a tool or an address, which differ, or a provider's name of one model, which makes no
 * difference.
 */
export function countPlaces(kinds: string): string {
  return `
  SELECT m.task AS tag, e.kind, e.provider, e.task, min(e.target) AS target, count(DISTINCT e.row) AS n
  FROM hugginggpt.endpoints AS e JOIN hugginggpt.models AS m ON m.row = e.row
  WHERE m.task IS NOT NULL AND e.status = 'live' AND e.kind ${kinds}
  GROUP BY 1, 2, 3, 4, CASE WHEN e.kind = 'provider' THEN '' ELSE e.target END
  ORDER BY n DESC, 2, 3, 4, 5`;
}
