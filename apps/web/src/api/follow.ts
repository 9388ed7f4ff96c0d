import type { LiveEvent } from "@hugginggpt/runtime";
import { pathOf } from "./client.js";

/** An event of a run. `seq`: its number in the record; null if it is not recorded. */
export type FollowedEvent = LiveEvent & { readonly seq: number | null; readonly at: number };

/**
 * Follows the events of a run and returns a function that stops it. A hidden page holds no connection and continues
 * where it was. `onLost`: the connection broke, and the browser reconnects; `onEnd`: the server sends no more events.
 */
export function followRun(
  run: string,
  take: (event: FollowedEvent) => void,
  { onLost, onEnd }: { readonly onLost: () => void; readonly onEnd: () => void },
): () => void {
  let last = 0;
  let source: EventSource | null = null;
  const open = (): void => {
    source?.close();
    source = new EventSource(`${pathOf(run)}/events?after=${last}`);
    source.onmessage = ({ data }) => {
      const event = JSON.parse(data) as FollowedEvent;
      last = event.seq ?? last;
      take(event);
      if (event.type === "run-ended") {
        source?.close();
        onEnd();
      }
    };
    source.onerror = () => (source?.readyState === EventSource.CLOSED ? onEnd() : onLost());
  };
  const turn = (): void => {
    if (document.visibilityState === "visible") open();
    else source?.close();
  };
  open();
  document.addEventListener("visibilitychange", turn);
  window.addEventListener("online", open);
  return () => {
    source?.close();
    document.removeEventListener("visibilitychange", turn);
    window.removeEventListener("online", open);
  };
}
