import type { Clock } from "@hugginggpt/shared";

/** Proxies close connections that are silent for 30 to 100 seconds. */
const BEAT_MS = 15_000;

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-cache, no-transform",
  "X-Accel-Buffering": "no",
};

/** The items of an event stream, and what happens at its end. */
export interface EventSource<T> {
  /** Yields the items. `gone` is aborted when the client disconnects. */
  readonly items: (gone: AbortSignal) => AsyncIterable<T>;
  /** Returns an item's text: complete events. */
  readonly textOf: (item: T) => string;
  /** Called once, when the stream ends or the client disconnects. */
  readonly onEnd?: () => void;
  readonly clock: Clock;
}

/**
 * Returns a response of server-sent events: one item at a time, as fast as the client reads, and a comment after every
 * 15 silent seconds. A source that throws ends the stream, so it must send any error to the client first.
 */
export function eventStream<T>(
  { items, textOf, onEnd, clock }: EventSource<T>,
  headers: Record<string, string> = {},
): Response {
  const gone = new AbortController();
  const source = items(gone.signal)[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let waiting: Promise<IteratorResult<T>> | null = null;
  let beat: () => void = () => undefined;
  let lastAt: number | null = null;
  const end = (): void => {
    if (gone.signal.aborted) return;
    gone.abort(new DOMException("the stream is over", "AbortError"));
    onEnd?.();
  };
  /** Returns the next text, or null if a comment is due first. */
  const next = (): Promise<IteratorResult<T> | null> =>
    new Promise((resolve, reject) => {
      beat = () => resolve(null);
      waiting ??= source.next();
      waiting.then(resolve, reject);
    });
  /** Uses one timer for the whole stream. */
  const watchSilence = async (begun: number): Promise<void> => {
    for (lastAt = begun; ; ) {
      const left = lastAt + BEAT_MS - clock.now();
      if (left > 0) await clock.sleep(left, gone.signal);
      else {
        lastAt = clock.now();
        beat();
      }
    }
  };
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (lastAt === null) watchSilence(clock.now()).catch(() => undefined); // It stops with the stream.
        const given = await next().catch((error: unknown) => {
          end();
          throw error;
        });
        if (given === null) return controller.enqueue(encoder.encode(": still here\n\n"));
        waiting = null;
        lastAt = clock.now();
        if (!given.done) return controller.enqueue(encoder.encode(textOf(given.value)));
        end();
        controller.close();
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { ...HEADERS, ...headers } });
}

/** Returns the text of a server-sent event, with its data as one line of JSON. */
export function eventText(
  data: unknown,
  { id, event }: { readonly id?: number; readonly event?: string } = {},
): string {
  const head = `${id === undefined ? "" : `id: ${id}\n`}${event === undefined ? "" : `event: ${event}\n`}`;
  return `${head}data: ${JSON.stringify(data)}\n\n`;
}
