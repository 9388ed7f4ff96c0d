import type { SearchFilters } from "@hugginggpt/shared";

/** A condition on `models`, and the values of its placeholders. */
export interface Condition {
  /** Empty where nothing is excluded. */
  readonly where: string;
  readonly values: readonly (string | number)[];
}

const LIVE = "SELECT 1 FROM endpoints WHERE endpoints.row = models.row AND endpoints.status = 'live'";

/** Returns the filters as SQL: a model passes where all of them hold. Names match without regard to case. */
export function conditionOf(filters: SearchFilters): Condition {
  const parts: [sql: string, ...values: (string | number)[]][] = [];
  const { task, library, license, language, provider, runnable, minDownloads, maxParams } = filters;
  if (task !== undefined) parts.push(["models.task = ?", task]);
  if (library !== undefined) parts.push(["models.library = ?", library]);
  if (license !== undefined) parts.push(["models.license = ?", license]);
  if (language !== undefined) {
    parts.push([
      "EXISTS (SELECT 1 FROM model_languages AS l WHERE l.row = models.row AND l.language = ?)",
      language,
    ]);
  }
  if (provider !== undefined) parts.push([`EXISTS (${LIVE} AND endpoints.provider = ?)`, provider]);
  if (runnable !== undefined) {
    const marks = runnable.map(() => "?").join(", ");
    parts.push([`EXISTS (${LIVE} AND endpoints.kind IN (${marks}))`, ...runnable]);
  }
  if (minDownloads !== undefined) parts.push(["models.downloads >= ?", minDownloads]);
  if (maxParams !== undefined) parts.push(["models.parameters <= ?", maxParams]);
  return {
    where: parts.map(([sql]) => sql).join(" AND "),
    values: parts.flatMap(([, ...values]) => values),
  };
}
