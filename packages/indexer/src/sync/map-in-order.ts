import pLimit from "p-limit";

/** What became of one piece of work. */
export type Settled<T, R> =
  | { readonly item: T; readonly ok: true; readonly value: R }
  | { readonly item: T; readonly ok: false; readonly error: unknown };

/**
 * Yields the outcome of `work` for each item, in the items' order, while up to `concurrency` run at once. At most four
 * times as many outcomes wait for an earlier one. When the consumer stops early, what still runs is aborted by the
 * signal that `work` was given.
 */
export async function* mapInOrder<T, R>(
  items: Iterable<T>,
  concurrency: number,
  work: (item: T, signal: AbortSignal) => Promise<R>,
  outer?: AbortSignal,
): AsyncGenerator<Settled<T, R>, void, void> {
  const stop = new AbortController();
  const signal = outer ? AbortSignal.any([outer, stop.signal]) : stop.signal;
  const limit = pLimit(concurrency);
  const waiting: Promise<Settled<T, R>>[] = [];
  const settle = async (item: T): Promise<Settled<T, R>> => {
    try {
      signal.throwIfAborted();
      return { item, ok: true, value: await work(item, signal) };
    } catch (error) {
      return { item, ok: false, error };
    }
  };
  try {
    for (const item of items) {
      waiting.push(limit(() => settle(item)));
      const first = waiting.length >= concurrency * 4 ? waiting.shift() : undefined;
      if (first) yield await first;
    }
    for (const last of waiting) yield await last;
  } finally {
    stop.abort();
  }
}
