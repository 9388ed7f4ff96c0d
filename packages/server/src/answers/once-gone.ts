/** Calls `act` once when a client is gone; at once where it went before anybody listened. */
export function onceGone(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) act();
  else signal.addEventListener("abort", act, { once: true });
}
