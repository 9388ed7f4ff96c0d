import { Fault, isFault } from "@hugginggpt/shared";
import type { Credential, HttpClient, HttpResponse } from "@hugginggpt/shared/http";
import type { BulkFile } from "./bulk-file.js";

/** The largest file to accept from a server that only sends whole files. */
const MAX_WHOLE_BYTES = 32 * 1024 * 1024;
/** The most bytes in one request, so that its deadline suffices on a slow line. */
const PIECE_BYTES = 8 * 1024 * 1024;

interface Remote {
  readonly http: HttpClient;
  readonly credential: Credential | undefined;
  readonly url: URL;
  readonly name: string;
}

/**
 * Opens a file on a web server. The server must answer `Range` requests, because files above 32 MiB are never in memory
 * as a whole. A credential is sent only to its own origin.
 * @throws Fault INPUT_TOO_LARGE for a larger file if the server ignores `Range`, INPUT_UNREADABLE for an empty or
 * missing one, and what HttpClient throws.
 */
export async function openRemoteFile(
  http: HttpClient,
  address: string,
  credential: Credential | undefined,
  signal?: AbortSignal,
): Promise<BulkFile> {
  const url = new URL(address);
  const remote = { http, credential, url, name: `${url.origin}${url.pathname}` };
  const first = await firstBytes(remote, signal);
  if (first.status === 200) return wholeFile(remote, first.bytes);
  const size = sizeOf(first);
  if (size === null) throw badAnswer(remote, `Content-Range "${first.headers.get("content-range") ?? ""}"`);
  const etag = first.headers.get("etag");
  return {
    name: remote.name,
    size,
    close: async () => undefined,
    read: async (start, end, stop) => {
      const bytes = new Uint8Array(end - start);
      for (let at = start; at < end; at += PIECE_BYTES) {
        const until = Math.min(end, at + PIECE_BYTES);
        bytes.set(await piece(remote, { at, until, size, etag }, stop), at - start);
      }
      return bytes;
    },
  };
}

async function firstBytes(remote: Remote, signal?: AbortSignal): Promise<HttpResponse> {
  try {
    const answer = await ask(remote, "bytes=0-3", MAX_WHOLE_BYTES, signal);
    if (answer.status !== 416) return answer;
  } catch (error) {
    if (isFault(error, "NOT_FOUND")) throw notThere(remote, error);
    if (!isFault(error, "RESPONSE_TOO_LARGE")) throw error;
    throw new Fault(
      "INPUT_TOO_LARGE",
      `${remote.name} can only be downloaded whole, and is too large for that`,
      {
        wanted: "a server that answers Range requests",
        came: `more than ${MAX_WHOLE_BYTES} bytes at once`,
        next: "Download the file and seed from your copy.",
      },
    );
  }
  throw new Fault("INPUT_UNREADABLE", `${remote.name} is empty`, { wanted: "a Parquet file" });
}

function notThere({ name }: Remote, cause: Fault): Fault {
  return new Fault("INPUT_UNREADABLE", `The server has no file ${name}`, {
    next: "Check the address.",
    cause,
  });
}

async function piece(
  remote: Remote,
  wanted: { at: number; until: number; size: number; etag: string | null },
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const { at, until, size, etag } = wanted;
  const answer = await ask(remote, `bytes=${at}-${until - 1}`, until - at, signal);
  if (answer.status !== 206) throw badAnswer(remote, `HTTP ${answer.status} to a Range request`);
  const now = answer.headers.get("etag");
  if (sizeOf(answer) !== size || (etag !== null && now !== null && now !== etag)) throw changed(remote);
  if (answer.bytes.length !== until - at) throw badAnswer(remote, `${answer.bytes.length} bytes`);
  return answer.bytes;
}

function ask(remote: Remote, range: string, maxBytes: number, signal?: AbortSignal): Promise<HttpResponse> {
  const { http, url, credential, name } = remote;
  return http.request({
    purpose: `read ${name}`,
    url,
    headers: { range, "accept-encoding": "identity" },
    credential,
    bucket: "resolvers",
    maxBytes,
    accept: [416],
    signal,
  });
}

function wholeFile({ name }: Remote, bytes: Uint8Array): BulkFile {
  return {
    name,
    size: bytes.length,
    read: async (start, end) => new Uint8Array(bytes.subarray(start, end)),
    close: async () => undefined,
  };
}

/** Returns the number after the slash of `bytes 0-3/1000`; null without one. */
function sizeOf(answer: HttpResponse): number | null {
  const size = /^bytes \d+-\d+\/(\d{1,15})$/.exec(answer.headers.get("content-range") ?? "")?.[1];
  return size === undefined ? null : Number(size);
}

function badAnswer({ name }: Remote, came: string): Fault {
  return new Fault("BAD_RESPONSE", `Could not read ${name}: the server does not answer as asked`, {
    wanted: "the bytes of a Range request",
    came,
    next: "Download the file and seed from your copy.",
  });
}

function changed({ name }: Remote): Fault {
  return new Fault("INPUT_UNREADABLE", `${name} changed while it was read`, {
    wanted: "one file",
    came: "pieces of two",
    next: "Start again; what was read is kept.",
  });
}
