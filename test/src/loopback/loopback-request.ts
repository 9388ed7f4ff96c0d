import type { IncomingMessage } from "node:http";

/** A request as a handler sees it: read to its end, header names in lower case. */
export interface LoopbackRequest {
  readonly method: string;
  /** The path, percent-decoded; the raw path where it cannot be decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** `http://127.0.0.1:1234`, from the Host header; where links in answers point. */
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A request that was answered, or is being answered. */
export interface LoggedRequest extends LoopbackRequest {
  /** Of the answer; null while there is none, and where the connection was cut before one. */
  readonly status: number | null;
  /** Resolves when the connection is done with it: true once the answer was sent whole, false where it was cut. */
  readonly answered: Promise<boolean>;
}

/** A body larger than this is refused with 413, in bytes. */
export const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Returns the request read to its end; null where its body is larger than `MAX_BODY_BYTES`. */
export async function readRequest(incoming: IncomingMessage): Promise<LoopbackRequest | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.byteLength;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(bytes);
  }
  const origin = `http://${incoming.headers.host ?? "127.0.0.1"}`;
  const url = new URL(incoming.url ?? "/", origin);
  return {
    method: incoming.method ?? "GET",
    path: decoded(url.pathname),
    query: url.searchParams,
    origin,
    headers: flat(incoming.headers),
    body: Buffer.concat(chunks),
  };
}

/** Returns the body as text. */
export function bodyText(request: LoopbackRequest): string {
  return Buffer.from(request.body).toString("utf8");
}

/** Returns the body as a JSON object; an empty one where it is none. */
export function bodyObject(request: LoopbackRequest): Readonly<Record<string, unknown>> {
  try {
    return asObject(JSON.parse(bodyText(request)));
  } catch {
    // Bytes of a picture or a recording are no JSON: an ordinary case here.
    return {};
  }
}

/** Returns a value as an object to read fields from; an empty one where it is no object. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** Returns the token of `Authorization: Bearer` (or `Key`); null without one. */
export function tokenOf(request: LoopbackRequest): string | null {
  return /^(?:Bearer|Key)\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? null;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function flat(headers: IncomingMessage["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}
