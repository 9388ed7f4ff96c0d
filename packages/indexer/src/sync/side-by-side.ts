import { anySignal } from "./timer.js";

/**
 * Does two pieces of work at once and ends when both have. Where `first` fails, `second` is aborted.
 * @throws what `first` threw, else what `second` threw.
 */
export async function sideBySide(
  first: () => Promise<void>,
  second: (signal?: AbortSignal) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const other = second(anySignal(signal, stop.signal)).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  try {
    await first();
  } catch (error) {
    stop.abort();
    await other;
    throw error;
  }
  const failed = await other;
  if (failed !== null) throw failed.error;
}
