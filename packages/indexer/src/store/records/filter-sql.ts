import type { SearchFilters } from "@hugginggpt/shared";
import { type Condition, conditionsOf } from "./conditions.js";

/** A condition on `models`, and the values of its placeholders. */
export interface SqlCondition {
  /** Empty if nothing is excluded. */
  readonly where: string;
  readonly values: readonly (string | number)[];
}

const LIVE = "SELECT 1 FROM endpoints WHERE endpoints.row = models.row AND endpoints.status = 'live'";
const OWNER = "substr(models.id, 1, max(0, instr(models.id, '/') - 1))";

/** Returns the filters as SQLite's SQL. */
export function conditionOf(filters: SearchFilters): SqlCondition {
  const conditions = conditionsOf(filters);
  return { where: conditions.map(sqlOf).join(" AND "), values: conditions.flatMap(valuesOf) };
}

function sqlOf(condition: Condition): string {
  switch (condition.by) {
    case "task":
    case "library":
    case "license":
      return `models.${condition.by} ${among(condition)}`;
    case "owner":
      return `${OWNER} COLLATE NOCASE ${among(condition)}`;
    case "language":
      return `EXISTS (SELECT 1 FROM model_languages AS l WHERE l.row = models.row AND l.language ${among(condition)})`;
    case "provider":
      return `EXISTS (${LIVE} AND endpoints.provider COLLATE NOCASE ${among(condition)})`;
    case "kind":
      return `EXISTS (${LIVE} AND endpoints.kind ${among(condition)})`;
    case "downloads":
      return "models.downloads >= ?";
    case "parameters":
      return "models.parameters <= ?";
  }
}

function among({ among: values }: Extract<Condition, { readonly among: unknown }>): string {
  return values.length === 1 ? "= ?" : `IN (${values.map(() => "?").join(", ")})`;
}

function valuesOf(condition: Condition): readonly (string | number)[] {
  if (condition.by === "downloads") return [condition.least];
  return condition.by === "parameters" ? [condition.most] : condition.among;
}
