import { type Registry, withMethods } from "@hugginggpt/shared";
import { forAWhile, type Patience } from "../journal/postgres/patience.js";

/** Time within which a restarted database server is back, in milliseconds. */
const PATIENCE_MS = 60_000;

/**
 * Returns a registry whose queries wait up to a minute while the database is unavailable, so that a run does not fail
 * for that.
 */
export function patientRegistry(registry: Registry, patience: Patience): Registry {
  const asked = <T>(question: () => Promise<T>, signal?: AbortSignal): Promise<T> =>
    forAWhile(question, PATIENCE_MS, patience, () => signal?.aborted === true);
  return withMethods(registry, {
    search: (query, signal) => asked(() => registry.search(query, signal), signal),
    get: (id) => asked(() => registry.get(id)),
    tasks: (enabled) => asked(() => registry.tasks(enabled)),
    stats: () => asked(() => registry.stats()),
    facets: () => asked(() => registry.facets()),
  });
}
