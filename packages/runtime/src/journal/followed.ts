import { watch } from "node:fs";
import { type Clock, type FollowedUntil, type RunNews, systemClock } from "@hugginggpt/shared";

/** The source of a run's news. */
export interface NewsSource {
  /** Returns the news since the last call, and whether the run was unclaimed before they were read. */
  readonly next: () => Promise<{ readonly news: readonly RunNews[]; readonly isAtRest: boolean }>;
  /** Calls back when there may be news, and returns a function that ends that. */
  readonly watch: (wake: () => void) => () => void;
}

/** The time after which a change without a notification is found, in milliseconds. */
const LOOK_AGAIN_MS = 3_000;

/** Yields the news of a run, as `RunStore.follow` does: it is woken by its source, and also polls. */
export async function* followed(
  { next, watch }: NewsSource,
  { signal = new AbortController().signal, isAwaited = async () => false }: FollowedUntil = {},
  clock: Pick<Clock, "sleep"> = systemClock,
): AsyncGenerator<RunNews, void, void> {
  let woken = new AbortController();
  const wake = (): void => woken.abort();
  const unwatch = watch(wake);
  signal.addEventListener("abort", wake);
  try {
    while (!signal.aborted) {
      woken = new AbortController();
      const isExpected = await isAwaited();
      const { news, isAtRest } = await next();
      for (const one of news) {
        if (signal.aborted) return;
        yield one;
      }
      if (isAtRest && !isExpected) return;
      await clock.sleep(LOOK_AGAIN_MS, woken.signal).catch(() => undefined); // It was woken.
    }
  } finally {
    signal.removeEventListener("abort", wake);
    unwatch();
  }
}

/**
 * Calls back when something changes in a folder, and returns a function that ends that. A folder that cannot be
 * watched is skipped.
 */
export function watchedFolder(dir: string, wake: () => void): () => void {
  try {
    const watcher = watch(dir, { persistent: false }, wake);
    watcher.on("error", () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => undefined;
  }
}
