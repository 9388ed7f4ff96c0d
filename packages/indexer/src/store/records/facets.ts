import type { FacetCount, RegistryFacets } from "@hugginggpt/shared";
import type { RegistryDatabase } from "../database/registry-database.js";

/** Values of a facet at most. */
export const MOST = 20;

const LICENSES = `
  SELECT lower(license) AS name, count(*) AS models FROM models
  WHERE license <> '' AND source <> 'builtin' GROUP BY 1 ORDER BY models DESC, name LIMIT ${MOST}`;
const PROVIDERS = `
  SELECT provider AS name, count(DISTINCT row) AS models FROM endpoints
  WHERE kind = 'provider' AND status = 'live' GROUP BY 1 ORDER BY models DESC, name LIMIT ${MOST}`;
const YEARS = `
  SELECT substr(last_modified, 1, 4) AS name, count(*) AS models FROM models
  WHERE last_modified GLOB '[0-9][0-9][0-9][0-9]-*' AND source <> 'builtin'
  GROUP BY 1 ORDER BY name DESC LIMIT ${MOST}`;

/** Returns how many models there are of each licence, provider and year. */
export function registryFacets(db: RegistryDatabase): RegistryFacets {
  const counts = (query: string): readonly FacetCount[] => db.statement<[], FacetCount>(query).all();
  return { licenses: counts(LICENSES), providers: counts(PROVIDERS), years: counts(YEARS) };
}
