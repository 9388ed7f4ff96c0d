import type { Clock } from "@hugginggpt/shared";

/** Proxies cut what is silent for 30 to 100 seconds. */
const BEAT_MS = 15_000;

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-cache, no-transform",
  "X-Accel-Buffering": "no",
};

/** What goes out in a stream of events, and when it is over. */
export interface EventSource<T> {
  /** Gives what the stream is made of; `gone` is aborted when nobody listens any more. */
  readonly items: (gone: AbortSignal) => AsyncIterable<T>;
  /** Returns the text of one, whole events. */
  readonly textOf: (item: T) => string;
  /** Called once, when the stream is over or its reader is gone. */
  readonly onEnd?: () => void;
  readonly clock: Clock;
}

/**
 * Returns server-sent events as a response: one item at a time, as fast as its reader takes them, and a comment after
 * every 15 silent seconds. A source that throws ends the stream: it must send any error to the reader before.
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
  /** The next text, or null if it is time for a comment before that is there. */
  const next = (): Promise<IteratorResult<T> | null> =>
    new Promise((resolve, reject) => {
      beat = () => resolve(null);
      waiting ??= source.next();
      waiting.then(resolve, reject);
    });
  /** One timer a stream, however many texts it has. */
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
        if (lastAt === null) watchSilence(clock.now()).catch(() => undefined); // It ends with the stream.
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

/** Returns an event as the text of a stream: its data as one line of JSON. */
export function eventText(
  data: unknown,
  { id, event }: { readonly id?: number; readonly event?: string } = {},
): string {
  const head = `${id === undefined ? "" : `id: ${id}\n`}${event === undefined ? "" : `event: ${event}\n`}`;
  return `${head}data: ${JSON.stringify(data)}\n\n`;
}
