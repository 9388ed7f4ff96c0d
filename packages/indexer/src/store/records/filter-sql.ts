import type { SearchFilters } from "@hugginggpt/shared";

/** A condition on `models`, and the values of its placeholders. */
export interface Condition {
  /** Empty where nothing is excluded. */
  readonly where: string;
  readonly values: readonly (string | number)[];
}

const LIVE = "SELECT 1 FROM endpoints WHERE endpoints.row = models.row AND endpoints.status = 'live'";

/** Empty for a legacy id without an owner. */
const OWNER = "substr(models.id, 1, max(0, instr(models.id, '/') - 1))";

/** Returns the filters as SQL: a model passes where all of them hold. Names match without regard to case. */
export function conditionOf(filters: SearchFilters): Condition {
  const parts: [sql: string, ...values: (string | number)[]][] = [];
  const { task, library, license, language, provider, runnable, minDownloads, maxParams } = filters;
  if (task !== undefined) parts.push(["models.task = ?", task]);
  if (library !== undefined) parts.push(["models.library = ?", library]);
  if (license !== undefined) parts.push(["models.license = ?", license]);
  if (filters.licenses?.length)
    parts.push([`models.license IN (${marksFor(filters.licenses)})`, ...filters.licenses]);
  if (filters.orgs?.length) {
    parts.push([`${OWNER} COLLATE NOCASE IN (${marksFor(filters.orgs)})`, ...filters.orgs]);
  }
  if (filters.providers?.length) {
    const marks = marksFor(filters.providers);
    parts.push([
      `EXISTS (${LIVE} AND endpoints.provider COLLATE NOCASE IN (${marks}))`,
      ...filters.providers,
    ]);
  }
  if (language !== undefined) {
    parts.push([
      "EXISTS (SELECT 1 FROM model_languages AS l WHERE l.row = models.row AND l.language = ?)",
      language,
    ]);
  }
  if (provider !== undefined)
    parts.push([`EXISTS (${LIVE} AND endpoints.provider = ? COLLATE NOCASE)`, provider]);
  if (runnable !== undefined) {
    parts.push([`EXISTS (${LIVE} AND endpoints.kind IN (${marksFor(runnable)}))`, ...runnable]);
  }
  if (minDownloads !== undefined) parts.push(["models.downloads >= ?", minDownloads]);
  if (maxParams !== undefined) parts.push(["models.parameters <= ?", maxParams]);
  return {
    where: parts.map(([sql]) => sql).join(" AND "),
    values: parts.flatMap(([, ...values]) => values),
  };
}

function marksFor(values: readonly unknown[]): string {
  return values.map(() => "?").join(", ");
}
