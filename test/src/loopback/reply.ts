/** What a handler answers; written to the socket by the loopback server. */
export interface Reply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whole, or in pieces that are written as they come. */
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
  /** Where the connection is cut: before any header, or after so many bytes of the body. Absent: nowhere. */
  readonly cut?: "before-headers" | number;
}

/** Returns a JSON answer. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: Buffer.from(JSON.stringify(value)),
  };
}

/** Returns a refusal with the body `{"error": message}`, as the Hub and its router send it. */
export function refusal(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return json({ error: message }, status, headers);
}

/** Returns a plain-text answer. */
export function text(value: string, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", ...headers },
    body: Buffer.from(value),
  };
}

/** Returns a file's bytes as an answer. */
export function bytes(
  value: Uint8Array,
  contentType: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return { status: 200, headers: { "content-type": contentType, ...headers }, body: value };
}

/** Returns an empty answer with a status: 204, 304, 307 with `location`. */
export function empty(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: new Uint8Array() };
}

/** Returns an event stream: each event's `data` is one given text. */
export function eventStream(events: readonly string[]): Reply {
  async function* frames(): AsyncGenerator<Uint8Array> {
    for (const event of events) yield Buffer.from(`data: ${event}\n\n`);
  }
  return { status: 200, headers: { "content-type": "text/event-stream" }, body: frames() };
}

/** Returns the whole body of a reply; pieces are joined. */
export async function wholeBody(reply: Reply): Promise<Uint8Array> {
  if (reply.body instanceof Uint8Array) return reply.body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of reply.body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
