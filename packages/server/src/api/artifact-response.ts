import type { ArtifactReader } from "@hugginggpt/shared";
import { Refusal } from "../answers/refusal.js";

/** Media that browsers show and that cannot contain scripts. Everything else is a download. */
const PLAIN_MEDIA = /^(?:image\/(?:png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;
/** Types that could run as a page of this origin are not declared. */
const SAFE_TYPE = /^(?:application\/json|text\/(?:plain|csv)|model\/[\w.+-]+)$/;

/** A request for a file of a run. */
export interface WantedArtifact {
  readonly name: string;
  /** The type in the run's record; null if the record does not name the file. */
  readonly mediaType: string | null;
  /** The `Range` header. */
  readonly range: string | undefined;
  /** Whether only the headers are wanted. */
  readonly isHead: boolean;
}

/**
 * Returns a file of a run as a response: all of it, or one range. Plain media have their own type; everything else is a
 * download. Headers keep browsers from guessing another type and from running scripts.
 * @throws Refusal 404 NOT_FOUND, 416 RANGE_INVALID.
 */
export async function artifactResponse(
  files: Pick<ArtifactReader, "open">,
  { name, mediaType, range, isHead }: WantedArtifact,
): Promise<Response> {
  const content = await files.open(name);
  if (!content)
    throw new Refusal("NOT_FOUND", "There is no such file of this run", "See the run's artifacts.");
  const { bytes } = content;
  const part = range === undefined ? null : rangeOf(range, bytes);
  if (part === "outside") throw outside(bytes);
  const { start, end } = part ?? { start: 0, end: bytes };
  const headers: Record<string, string> = {
    ...typeHeaders(name, mediaType),
    "Content-Length": String(end - start),
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Security-Policy":
      "sandbox; default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'",
    "Cross-Origin-Resource-Policy": "cross-origin",
    ...(part ? { "Content-Range": `bytes ${start}-${end - 1}/${bytes}` } : {}),
  };
  const body = isHead ? null : streamOf(content.read({ start, end }));
  return new Response(body, { status: part ? 206 : 200, headers });
}

/** Reads only as fast as the client does. */
function streamOf(parts: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const source = parts[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await source.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await source.return?.();
    },
  });
}

function typeHeaders(name: string, mediaType: string | null): Record<string, string> {
  const type = mediaType ?? "application/octet-stream";
  if (PLAIN_MEDIA.test(type)) return { "Content-Type": type };
  return {
    "Content-Type": SAFE_TYPE.test(type) ? `${type}; charset=utf-8` : "application/octet-stream",
    "Content-Disposition": `attachment; filename="${name}"`,
  };
}

/** Returns null for several ranges and for other units: the whole file is the answer then (RFC 9110, section 14.2). */
function rangeOf(header: string, bytes: number): { start: number; end: number } | null | "outside" {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header.trim()) ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return null;
  const start = first === "" ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === "" || last === "" ? bytes : Math.min(bytes, Number(last) + 1);
  return start < end ? { start, end } : "outside";
}

function outside(bytes: number): Refusal {
  return new Refusal("RANGE_INVALID", `The file has ${bytes} bytes`, "Ask for a range within it.", {
    "Content-Range": `bytes */${bytes}`,
  });
}
