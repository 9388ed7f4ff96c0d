import type { CardState, FacetCount, RecordSource, RegistryFacets, RegistryStats } from "@hugginggpt/shared";
import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import { MOST } from "../records/facets.js";

type Query = PostgresTransaction["query"];

const LICENSES = `
  SELECT lower(license) AS name, count(*) AS models FROM hugginggpt.models
  WHERE license <> '' AND source <> 'builtin' GROUP BY 1 ORDER BY models DESC, name LIMIT ${MOST}`;
const PROVIDERS = `
  SELECT provider AS name, count(DISTINCT row) AS models FROM hugginggpt.endpoints
  WHERE kind = 'provider' AND status = 'live' GROUP BY 1 ORDER BY models DESC, name LIMIT ${MOST}`;
const YEARS = `
  SELECT left(last_modified, 4) AS name, count(*) AS models FROM hugginggpt.models
  WHERE last_modified ~ '^[0-9]{4}-' AND source <> 'builtin' GROUP BY 1 ORDER BY name DESC LIMIT ${MOST}`;

const STATS = `
  SELECT
    (SELECT json_object_agg(source, n) FROM (
      SELECT source, count(*) AS n FROM hugginggpt.models GROUP BY 1) AS found) AS models,
    (SELECT json_object_agg(state, n) FROM (
      SELECT coalesce(c.state, 'none') AS state, count(*) AS n
      FROM hugginggpt.models LEFT JOIN hugginggpt.cards AS c USING (row) GROUP BY 1) AS found) AS cards,
    (SELECT count(*) FROM hugginggpt.vectors) AS vectors,
    (SELECT count(*) FROM hugginggpt.endpoints) AS endpoints,
    (SELECT value FROM hugginggpt.meta WHERE key = 'embedder') AS embedder,
    (SELECT value FROM hugginggpt.meta WHERE key = 'lastSync') AS "lastSync",
    (SELECT sum(pg_total_relation_size(to_regclass('hugginggpt.' || name)))::bigint
     FROM unnest($1::text[]) AS name) AS bytes`;
const TABLES = ["models", "model_languages", "cards", "texts", "endpoints", "vectors", "aliases"];

interface StatsRow extends Omit<RegistryStats, "vectorIndex" | "models" | "cards"> {
  readonly models: Partial<Record<RecordSource, number>> | null;
  readonly cards: Partial<Record<CardState, number>> | null;
}

/** Returns how much there is of everything; `bytes` are those of the registry's tables. */
export async function registryStats(query: Query): Promise<Omit<RegistryStats, "vectorIndex">> {
  const [row] = await query<StatsRow>(STATS, [TABLES]);
  const { models, cards, ...others } = row ?? NOTHING;
  return {
    models: { hub: 0, seed: 0, starter: 0, builtin: 0, ...models },
    cards: { none: 0, read: 0, missing: 0, gated: 0, failed: 0, ...cards },
    ...others,
  };
}

/** Returns how many models there are of each licence, provider and year. */
export async function registryFacets(query: Query): Promise<RegistryFacets> {
  return {
    licenses: await query<FacetCount>(LICENSES),
    providers: await query<FacetCount>(PROVIDERS),
    years: await query<FacetCount>(YEARS),
  };
}

const NOTHING: StatsRow = {
  models: null,
  cards: null,
  vectors: 0,
  endpoints: 0,
  embedder: null,
  lastSync: null,
  bytes: 0,
};
