import type { SearchFilters } from "@hugginggpt/shared";

/** What a model must be, for both databases: it passes if all conditions hold. Names match in any case. */
export type Condition =
  /** A task of today's tags or a kind of endpoint; both are ours and match as they are. */
  | { readonly by: "task" | "kind"; readonly among: readonly string[] }
  | { readonly by: "library" | "license" | "language"; readonly among: readonly string[] }
  /** What stands before the slash of its id; empty for a legacy id without one. */
  | { readonly by: "owner"; readonly among: readonly string[] }
  /** Has a live endpoint at one of these. */
  | { readonly by: "provider"; readonly among: readonly string[] }
  | { readonly by: "downloads"; readonly least: number }
  | { readonly by: "parameters"; readonly most: number };

/** Returns the filters as conditions; none if nothing is excluded. */
export function conditionsOf(filters: SearchFilters): Condition[] {
  const { minDownloads: least, maxParams: most } = filters;
  return [
    one("task", filters.task),
    one("library", filters.library),
    one("license", filters.license),
    any("license", filters.licenses),
    any("owner", filters.orgs),
    any("provider", filters.providers),
    one("language", filters.language),
    one("provider", filters.provider),
    // Unlike the other lists, an empty one excludes everything.
    filters.runnable === undefined ? [] : [{ by: "kind" as const, among: filters.runnable }],
    least === undefined ? [] : [{ by: "downloads" as const, least }],
    most === undefined ? [] : [{ by: "parameters" as const, most }],
  ].flat();
}

type Named = Extract<Condition, { readonly among: readonly string[] }>;

function one(by: Named["by"], value: string | undefined): Named[] {
  return value === undefined ? [] : [{ by, among: [value] }];
}

function any(by: Named["by"], values: readonly string[] | undefined): Named[] {
  return values?.length ? [{ by, among: values }] : [];
}
