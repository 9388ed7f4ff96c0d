/** Calls `act` once when a client disconnects; at once if it already has. */
export function onDisconnect(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) act();
  else signal.addEventListener("abort", act, { once: true });
}
