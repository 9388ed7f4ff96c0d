import type { SearchFilters } from "@hugginggpt/shared";
import { type Condition, conditionsOf } from "./conditions.js";

/** A condition on `models AS m`, and the values of its placeholders `$1`, `$2`, ... */
export interface SqlCondition {
  /** Empty if nothing is excluded. */
  readonly where: string;
  readonly values: readonly (string | number)[];
}

const LIVE = "SELECT 1 FROM endpoints AS e WHERE e.row = m.row AND e.status = 'live'";
const OWNER = "substr(m.id, 1, max(0, instr(m.id, '/') - 1))";

/** Returns the filters as SQLite's SQL. */
export function conditionOf(filters: SearchFilters): SqlCondition {
  const conditions = conditionsOf(filters);
  return {
    where: conditions.map((condition, i) => sqlOf(condition, `$${i + 1}`)).join(" AND "),
    values: conditions.map(boundValue),
  };
}

function sqlOf(condition: Condition, value: string): string {
  switch (condition.by) {
    case "task":
    case "library":
    case "license":
      return `m.${condition.by} ${among(condition, value)}`;
    case "owner":
      return `${OWNER} COLLATE NOCASE ${among(condition, value)}`;
    case "language":
      return `EXISTS (SELECT 1 FROM model_languages AS l WHERE l.row = m.row AND l.language ${among(condition, value)})`;
    case "provider":
      return `EXISTS (${LIVE} AND e.provider COLLATE NOCASE ${among(condition, value)})`;
    case "kind":
      return `EXISTS (${LIVE} AND e.kind ${among(condition, value)})`;
    case "downloads":
      return `m.downloads >= ${value}`;
    case "parameters":
      return `m.parameters <= ${value}`;
  }
}

/** Several values are one list in JSON. With a single one, SQLite can read an index in its order. */
function among({ among: values }: Extract<Condition, { readonly among: unknown }>, value: string): string {
  return values.length === 1 ? `= ${value}` : `IN (SELECT value FROM json_each(${value}))`;
}

function boundValue(condition: Condition): string | number {
  if (condition.by === "downloads") return condition.least;
  if (condition.by === "parameters") return condition.most;
  const [first, ...others] = condition.among;
  return first !== undefined && others.length === 0 ? first : JSON.stringify(condition.among);
}
