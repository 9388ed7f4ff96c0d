import { watch } from "node:fs";
import { type Clock, type FollowedUntil, type RunNews, systemClock } from "@hugginggpt/shared";

/** Where the news of a run come from. */
export interface NewsSource {
  /** Returns what is new since the last time, and whether nobody had claimed the run before that was read. */
  readonly next: () => Promise<{ readonly news: readonly RunNews[]; readonly isAtRest: boolean }>;
  /** Calls back when there may be news, and returns what ends that. */
  readonly watch: (wake: () => void) => () => void;
}

/** A change that nobody was told of is found after this time, in milliseconds. */
const LOOK_AGAIN_MS = 3_000;

/** Gives the news of a run, as `RunStore.follow` does. It is woken where there are some, and looks by itself now and then. */
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

/** Calls back when something changes in a folder. One that cannot be watched is only examined now and then. */
export function watchedFolder(dir: string, wake: () => void): () => void {
  try {
    const watcher = watch(dir, { persistent: false }, wake);
    watcher.on("error", () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => undefined;
  }
}
