/** What became of one piece of work. */
export type Settled<T, R> =
  | { readonly item: T; readonly ok: true; readonly value: R }
  | { readonly item: T; readonly ok: false; readonly error: unknown };

/**
 * Yields the outcomes of `work`, in groups of those that arrived since the last group, in no order. At most `window`
 * items are started and not yet taken: an outcome makes room for the next item when the consumer asks for the next
 * group. A consumer that keeps a group before asking for the next loses at most `window` items when killed. If it stops
 * early, running work is aborted by the signal passed to `work`.
 */
export async function* mapInGroups<T, R>(
  items: Iterable<T>,
  window: number,
  work: (item: T, signal: AbortSignal) => Promise<R>,
  outer?: AbortSignal,
): AsyncGenerator<readonly Settled<T, R>[], void, void> {
  const stop = new AbortController();
  const signal = outer ? AbortSignal.any([outer, stop.signal]) : stop.signal;
  const running = new Set<Promise<void>>();
  const came: Settled<T, R>[] = [];
  const run = async (item: T): Promise<void> => {
    came.push(await settle(item, signal, work));
  };
  const begin = (item: T): void => {
    const piece = run(item).finally(() => running.delete(piece));
    running.add(piece);
  };
  const left = items[Symbol.iterator]();
  try {
    for (;;) {
      while (running.size + came.length < window) {
        const next = left.next();
        if (next.done) break;
        begin(next.value);
      }
      if (running.size === 0 && came.length === 0) return;
      if (came.length === 0) await Promise.race(running);
      await othersThatCame();
      yield came.splice(0);
    }
  } finally {
    stop.abort();
  }
}

async function settle<T, R>(
  item: T,
  signal: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<R>,
): Promise<Settled<T, R>> {
  try {
    signal.throwIfAborted();
    return { item, ok: true, value: await work(item, signal) };
  } catch (error) {
    return { item, ok: false, error };
  }
}

/** Lets what has arrived meanwhile settle too: one group costs hardly more than one outcome. */
function othersThatCame(): Promise<void> {
  return new Promise(setImmediate);
}
