import type { SearchFilters } from "@hugginggpt/shared";
import { type Condition, conditionsOf } from "../records/conditions.js";
import { asciiLower } from "./write/ascii-lower.js";

type Value = readonly string[] | number | null;

/** A condition on `hugginggpt.models AS m`, and the values of its placeholders. */
export interface PostgresCondition {
  /** Empty if nothing is excluded. */
  readonly where: string;
  readonly values: readonly Value[];
}

const LIVE = "SELECT FROM hugginggpt.endpoints AS e WHERE e.row = m.row AND e.status = 'live'";

/** Returns the filters as PostgreSQL's SQL; the first placeholder has the number after `given`. */
export function postgresCondition(filters: SearchFilters, given = 0): PostgresCondition {
  const conditions = conditionsOf(filters);
  return {
    where: conditions.map((condition, i) => sqlOf(condition, `$${given + i + 1}`)).join(" AND "),
    values: conditions.map(boundValue),
  };
}

function sqlOf({ by }: Condition, value: string): string {
  switch (by) {
    case "task":
      return `m.task = ANY(${value}::text[])`;
    case "library":
    case "license":
      return `lower(m.${by}) = ANY(${value}::text[])`;
    case "owner":
      return `lower(left(m.id, greatest(0, strpos(m.id, '/') - 1))) = ANY(${value}::text[])`;
    case "language":
      return `EXISTS (SELECT FROM hugginggpt.model_languages AS l WHERE l.row = m.row AND lower(l.language) = ANY(${value}::text[]))`;
    case "provider":
      return `EXISTS (${LIVE} AND lower(e.provider) = ANY(${value}::text[]))`;
    case "kind":
      return `EXISTS (${LIVE} AND e.kind = ANY(${value}::text[]))`;
    case "downloads":
      return `m.downloads >= ${value}::float8`;
    case "parameters":
      return `m.parameters <= ${value}::float8`;
  }
}

function boundValue(condition: Condition): Value {
  switch (condition.by) {
    case "downloads":
      return numberOrNull(condition.least);
    case "parameters":
      return numberOrNull(condition.most);
    case "task":
    case "kind":
      return withoutNul(condition.among);
    default:
      return withoutNul(condition.among).map(asciiLower);
  }
}

/** PostgreSQL sorts NaN above every number; null compares with nothing. */
function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** Selects models `m` by id. `idValues` returns its values: the ids, and the ids in lower case, as in the index. */
export const BY_IDS = "lower(m.id) = ANY($2::text[]) AND m.id = ANY($1::text[])";

/** Returns the values of `BY_IDS`. */
export function idValues(ids: readonly string[]): readonly (readonly string[])[] {
  const possible = withoutNul(ids);
  return [possible, possible.map(asciiLower)];
}

/** Returns the texts without a NUL: PostgreSQL refuses one, and no stored text has it. */
export function withoutNul(texts: readonly string[]): string[] {
  return texts.filter((text) => !text.includes("\0"));
}
