import {
  BARE_RECORD,
  type Candidate,
  type CustomEndpoint,
  type Endpoint,
  NO_SCORE,
  type Registry,
  type SearchFilters,
  type TaskCount,
  withMethods,
} from "@hugginggpt/shared";

/**
 * Returns a registry that also offers models at the user's own addresses, before all others, in every search for
 * runnable models of their task. A model known to the registry keeps its facts and its other endpoints. Limits on
 * unknown facts exclude it. Without endpoints it is the same registry.
 */
export function withCustomEndpoints(registry: Registry, endpoints: readonly CustomEndpoint[]): Registry {
  if (endpoints.length === 0) return registry;
  return withMethods(registry, {
    search: async (query, signal) => {
      const { filters, k } = query;
      const page = await registry.search(query, signal);
      const wanted = filters.runnable?.includes("custom")
        ? endpoints.filter(({ task }) => task === filters.task)
        : [];
      const found = await Promise.all(wanted.map((one) => candidateOf(one, registry)));
      const own = merged(found).filter((one) => admits(one, filters));
      const others = page.candidates.filter(({ model }) => !own.some((one) => one.model.id === model.id));
      return { ...page, candidates: [...own, ...others].slice(0, k), total: page.total + own.length };
    },
    tasks: async (enabled) => {
      const counts = await registry.tasks(enabled);
      if (!enabled.includes("custom")) return counts;
      const rest = new Set(endpoints.map(({ task }) => task));
      for (const { task } of counts) rest.delete(task);
      const none = { models: 0, runnable: 0, places: [] };
      return [...counts, ...[...rest].map((task) => ({ task, ...none }))].map((count) =>
        withOwn(count, endpoints),
      );
    },
  });
}

/** The count with the user's own endpoints for its task, which come first. */
function withOwn(count: TaskCount, endpoints: readonly CustomEndpoint[]): TaskCount {
  const own = endpoints.filter(({ task }) => task === count.task);
  const places = own.map((one) => ({ endpoint: endpointOf(one), models: 1 }));
  return {
    ...count,
    models: count.models + own.length,
    runnable: count.runnable + own.length,
    ...(count.places ? { places: [...places, ...count.places] } : {}),
  };
}

function endpointOf({ url, task, price }: CustomEndpoint): Endpoint {
  return { kind: "custom", provider: "custom", url, task, status: "live", ...(price ? { price } : {}) };
}

async function candidateOf(one: CustomEndpoint, registry: Registry): Promise<Candidate> {
  const { task, model: id } = one;
  const endpoint = endpointOf(one);
  const entry = await registry.get(id);
  return {
    model: entry ? { ...entry.model, id, task } : { ...BARE_RECORD, id, source: "builtin", task },
    summary: entry?.card?.summary || "A model at an address that the user configured.",
    endpoints: [endpoint, ...(entry?.endpoints ?? [])],
    score: 1,
    why: { ...NO_SCORE, task: 1, raw: { configured: "yes" } },
  };
}

/** One candidate for a model that is at several addresses. */
function merged(candidates: readonly Candidate[]): Candidate[] {
  const byId = new Map<string, Candidate>();
  for (const one of candidates) {
    const known = byId.get(one.model.id);
    byId.set(
      one.model.id,
      known ? { ...known, endpoints: [...one.endpoints.slice(0, 1), ...known.endpoints] } : one,
    );
  }
  return [...byId.values()];
}

function admits({ model }: Candidate, filters: SearchFilters): boolean {
  const { licenses = [], orgs = [], maxParams } = filters;
  const isLicensed = licenses.length === 0 || (model.license !== null && licenses.includes(model.license));
  const isOwned = orgs.length === 0 || orgs.includes(model.id.split("/")[0] ?? "");
  const isSmall = maxParams === undefined || (model.parameters !== null && model.parameters <= maxParams);
  return isLicensed && isOwned && isSmall;
}
