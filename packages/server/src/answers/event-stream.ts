import type { Clock } from "@hugginggpt/shared";

/** Proxies cut what is silent for 30 to 100 seconds. */
const BEAT_MS = 15_000;

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-cache, no-transform",
  "X-Accel-Buffering": "no",
};

/** What goes out in a stream of events, and when it is over. */
export interface EventSource {
  /** Gives the stream's text, whole events each; `gone` is aborted when nobody listens any more. */
  readonly texts: (gone: AbortSignal) => AsyncIterable<string>;
  /** Called once, when the stream is over or its reader is gone. */
  readonly onEnd?: () => void;
  readonly clock: Clock;
}

/**
 * Returns server-sent events as a response: one text at a time, as fast as its reader takes them, and a comment for every 15
 * silent seconds. A source that throws ends the stream: what its reader is to know of it, it says before.
 */
export function eventStream(
  { texts, onEnd, clock }: EventSource,
  headers: Record<string, string> = {},
): Response {
  const gone = new AbortController();
  const source = texts(gone.signal)[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let waiting: Promise<IteratorResult<string>> | null = null;
  let beat: AbortController | null = null;
  const end = (): void => {
    if (gone.signal.aborted) return;
    gone.abort(new DOMException("the stream is over", "AbortError"));
    beat?.abort(WOKEN);
    onEnd?.();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        waiting ??= source.next();
        waiting.catch(end);
        beat = new AbortController();
        const next = await beforeBeat(waiting, clock, beat);
        if (next === null) return controller.enqueue(encoder.encode(": still here\n\n"));
        waiting = null;
        if (!next.done) return controller.enqueue(encoder.encode(next.value));
        end();
        controller.close();
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { ...HEADERS, ...headers } });
}

/** Why a beat is waited for no longer; there is one for each event, so that it is no error with a stack. */
const WOKEN = "woken";

/** Returns null where a beat passes before the next text is there; `beat` ends the waiting for it. */
async function beforeBeat<T>(next: Promise<T>, clock: Clock, beat: AbortController): Promise<T | null> {
  const passed = clock.sleep(BEAT_MS, beat.signal).then(
    () => null,
    () => next, // Woken because the text is there, or nobody waits.
  );
  try {
    return await Promise.race([next, passed]);
  } finally {
    beat.abort(WOKEN);
  }
}

/** Returns an event as the text of a stream: its data as one line of JSON. */
export function eventText(
  data: unknown,
  { id, event }: { readonly id?: number; readonly event?: string } = {},
): string {
  const head = `${id === undefined ? "" : `id: ${id}\n`}${event === undefined ? "" : `event: ${event}\n`}`;
  return `${head}data: ${JSON.stringify(data)}\n\n`;
}
