/** Ids with the ids of their dependencies. Every dependency is a key. */
export type Waits = ReadonlyMap<number, readonly number[]>;

/**
 * Returns the ids in an order in which each comes after its dependencies, otherwise in the given order; null if there
 * is a cycle.
 */
export function topologicalOrder(waits: Waits): number[] | null {
  const order: number[] = [];
  const done = new Set<number>();
  while (order.length < waits.size) {
    const next = [...waits].find(([id, of]) => !done.has(id) && of.every((one) => done.has(one)));
    if (!next) return null;
    order.push(next[0]);
    done.add(next[0]);
  }
  return order;
}

/**
 * Returns a shortest cycle as its ids, the first repeated at the end: `[0, 2, 0]`; of several, the one through the
 * earliest id. Null if there is none.
 */
export function shortestCycle(waits: Waits): number[] | null {
  let best: number[] | null = null;
  for (const id of waits.keys()) {
    const cycle = cycleThrough(id, waits);
    if (cycle && (!best || cycle.length < best.length)) best = cycle;
  }
  return best;
}

/** Returns the number of ids on the longest path; 0 for no ids. The order must be topological. */
export function depthOf(waits: Waits, order: readonly number[]): number {
  const depth = new Map<number, number>();
  for (const id of order) {
    depth.set(id, 1 + Math.max(0, ...(waits.get(id) ?? []).map((of) => depth.get(of) ?? 0)));
  }
  return Math.max(0, ...depth.values());
}

function cycleThrough(start: number, waits: Waits): number[] | null {
  const paths: number[][] = [[start]];
  const seen = new Set<number>();
  for (let path = paths.shift(); path; path = paths.shift()) {
    for (const of of waits.get(path.at(-1) ?? start) ?? []) {
      if (of === start) return [...path, start];
      if (seen.has(of)) continue;
      seen.add(of);
      paths.push([...path, of]);
    }
  }
  return null;
}
