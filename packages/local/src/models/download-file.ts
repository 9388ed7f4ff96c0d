import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { diskFault, errorCode, Fault, isFault, oneLine } from "@hugginggpt/shared";
import { makeFolder } from "@hugginggpt/shared/folders";
import { limitBody, networkFault, withRetry } from "@hugginggpt/shared/http";
import type { HubAccess, HubFile } from "./hub-repository.js";

/** A file to download. */
export interface Download {
  readonly hub: HubAccess;
  readonly url: string;
  readonly file: HubFile;
  /** The path of the finished file. */
  readonly to: string;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of bytes that arrived. */
  readonly onBytes?: (bytes: number) => void;
}

const TRIES = 5;
const MAX_WAIT_MS = 60_000;
/** A download without data for this long is resumed on a new connection. */
const IDLE_MS = 30_000;

/**
 * Downloads a file of the Hub and verifies it. Parts downloaded earlier, by any process, are reused.
 * @throws Fault BAD_RESPONSE if it is not the file listed by the Hub (nothing is kept), DISK (nothing is kept if the
 * disk is full), and by kind of refusal; the signal's reason when aborted, keeping what arrived.
 */
export async function downloadFile(download: Download): Promise<void> {
  const { hub, file, to, signal } = download;
  const partial = `${to}.incomplete`;
  const { clock, random } = hub.http.options;
  try {
    makeFolder(dirname(to));
    await withRetry({ tries: TRIES, maxWaitMs: MAX_WAIT_MS, clock, random, signal }, () =>
      fetchRest(download, partial),
    );
    if (!(await isListedFile(partial, file))) throw await wrongFile(download, partial);
    await rename(partial, to);
  } catch (error) {
    signal?.throwIfAborted();
    // A longer file is not the one that the Hub lists.
    if (isFault(error, "RESPONSE_TOO_LARGE")) throw await wrongFile(download, partial);
    if (isFault(error)) throw error;
    if (errorCode(error) === "ENOSPC") await rm(partial, { force: true });
    const next = "Free some space (`hugginggpt local du` shows what lies where), or choose another home.";
    throw diskFault("write", to, error, next);
  }
}

/** Appends the missing part; starts over if the server does not support ranges. */
async function fetchRest({ hub, url, file, signal, onBytes }: Download, partial: string): Promise<void> {
  const { http, endpoint, token } = hub;
  const purpose = `download ${file.path}`;
  const have = (await sizeOf(partial)) ?? 0;
  if (have === file.size && file.size > 0) return;
  const start = have < file.size ? have : 0;
  const stop = new AbortController();
  const within = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const answer = await http.open(
    {
      purpose,
      url,
      headers: { "accept-encoding": "identity", ...(start > 0 ? { range: `bytes=${start}-` } : {}) },
      credential: token === null ? undefined : { origin: new URL(endpoint).origin, token },
    },
    within,
  );
  const isRest = answer.status === 206 && beginsAt(answer.headers.get("content-range")) === start;
  const out = await open(partial, isRest ? "a" : "w");
  try {
    const maxBytes = file.size - (isRest ? start : 0);
    for await (const piece of limitBody(answer.body, { maxBytes, idleMs: IDLE_MS, purpose, secrets: [] })) {
      await out.write(piece);
      onBytes?.(piece.byteLength);
    }
    await out.sync();
  } catch (error) {
    signal?.throwIfAborted();
    if (isFault(error) || isOfDisk(error)) throw error;
    throw networkFault(error, { purpose, url: new URL(url) });
  } finally {
    await out.close();
    stop.abort();
  }
  if (((await sizeOf(partial)) ?? 0) < file.size) throw cutOff(purpose, url);
}

function cutOff(purpose: string, url: string): Fault {
  return new Fault("NETWORK", `Could not ${purpose}: ${new URL(url).host} sent only a part of it`, {
    next: "Try again: the part that arrived is kept.",
    retryable: true,
  });
}

async function wrongFile({ file, url }: Download, partial: string): Promise<Fault> {
  await rm(partial, { force: true });
  return new Fault("BAD_RESPONSE", `The download of ${file.path} is not the file that the Hub lists`, {
    wanted: oneLine(`${file.size} bytes with ${file.hash.kind} ${file.hash.hex}`, 120),
    came: `other bytes from ${new URL(url).host}; they are not kept`,
    next: "Try again later, or another mirror (HF_ENDPOINT).",
  });
}

async function isListedFile(path: string, { size, hash }: HubFile): Promise<boolean> {
  if ((await sizeOf(path)) !== size) return false;
  const sum: Hash =
    hash.kind === "sha256" ? createHash("sha256") : createHash("sha1").update(`blob ${size}\0`);
  for await (const piece of createReadStream(path)) sum.update(piece);
  return sum.digest("hex") === hash.hex;
}

/** Returns the size of a file in bytes; null if there is none. */
export async function sizeOf(path: string): Promise<number | null> {
  return (await stat(path).catch(() => null))?.size ?? null;
}

/** Returns the first number of `bytes 100-199/1000`; null for anything else. */
function beginsAt(range: string | null): number | null {
  const start = /^bytes (\d{1,15})-\d+\/(?:\d+|\*)$/.exec(range ?? "")?.[1];
  return start === undefined ? null : Number(start);
}

/** Tells system errors of files from those of sockets: they have a path or a code of the disk. */
function isOfDisk(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT", "EIO", "EROFS", "EFBIG"].includes(errorCode(error));
}
