import type { Registry } from "@hugginggpt/shared";
import { forAWhile, type Patience } from "../journal/postgres/patience.js";

/** A server that is started again is back within this, in milliseconds. */
const PATIENCE_MS = 60_000;

/**
 * Returns a registry whose questions wait for a database that is away, for a minute at most: a run that only cannot ask for
 * its models now has not failed.
 */
export function patientRegistry(registry: Registry, patience: Patience): Registry {
  const asked = <T>(question: () => Promise<T>, signal?: AbortSignal): Promise<T> =>
    forAWhile(question, PATIENCE_MS, patience, () => signal?.aborted === true);
  return {
    search: (query, signal) => asked(() => registry.search(query, signal), signal),
    get: (id) => asked(() => registry.get(id)),
    tasks: (enabled) => asked(() => registry.tasks(enabled)),
    stats: () => asked(() => registry.stats()),
    facets: () => asked(() => registry.facets()),
    close: () => registry.close(),
  };
}
