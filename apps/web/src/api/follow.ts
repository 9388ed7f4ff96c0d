import type { LiveEvent } from "@hugginggpt/runtime";
import { pathOf } from "./client.js";

/** An event of a run as it comes: with its number where it is recorded. */
export type FollowedEvent = LiveEvent & { readonly seq: number | null; readonly at: number };

/**
 * Follows the events of a run that come after a number, and returns what ends that. While the page is hidden no connection is
 * held; then it goes on where it was. `onLost`: the connection is lost, and the browser tries again; `onEnd`: the server has
 * no more to say.
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
