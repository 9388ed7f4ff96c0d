import { type EndpointKind, type ModelLimits, type SearchFilters, stated } from "@hugginggpt/shared";

/**
 * Returns the search filters for hard limits at a kind of endpoint. A built-in tool has no parameters and no provider,
 * so those limits do not apply to it.
 */
export function filtersOf(limits: ModelLimits, kind: EndpointKind): SearchFilters {
  const { licenses, orgs, providers, maxParams } = limits;
  const some = (values: readonly string[]) => (values.length > 0 ? values : null);
  return stated({
    ...{ licenses: some(licenses), orgs: some(orgs) },
    providers: kind === "provider" ? some(providers) : null,
    maxParams: kind === "builtin" ? null : maxParams,
  });
}

/**
 * Returns true if the controller may do a task itself: its licence, owner and size are unknown, so no limit may need
 * them.
 */
export function admitsController({ licenses, orgs, maxParams }: ModelLimits): boolean {
  return licenses.length === 0 && orgs.length === 0 && maxParams === null;
}

/** Returns the limits as the flags that set them, for messages; empty if there is none. */
export function describeLimits({ licenses, orgs, providers, maxParams }: ModelLimits): string {
  return [
    ...(licenses.length > 0 ? [`--licenses ${licenses.join(",")}`] : []),
    ...(orgs.length > 0 ? [`--orgs ${orgs.join(",")}`] : []),
    ...(providers.length > 0 ? [`--providers ${providers.join(",")}`] : []),
    ...(maxParams === null ? [] : [`--max-params ${compactSize(maxParams)}`]),
  ].join(" ");
}

/** Returns a number of parameters as `350M`, `7B`, `1.5T`. */
export function compactSize(parameters: number): string {
  const units = ["", "K", "M", "B", "T"];
  const power = parameters < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(parameters) / 3));
  return `${Number((parameters / 1000 ** power).toPrecision(3))}${units[power]}`;
}
