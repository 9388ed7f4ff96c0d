import { Fault, type Media, type MediaKind, mediaExcess, mediaTypeOf } from "@hugginggpt/shared";
import { fetchUntrusted } from "@hugginggpt/shared/http";
import type { ProviderAccess } from "../provider-access.js";
import { badResponse } from "./bad-response.js";
import { type MediaRef, mediaRefs } from "./media-refs.js";

/** Files of one answer at most. */
const MAX_FILES = 8;
/** A file at most. */
const MAX_BYTES = 256 * 1024 * 1024;
const DEADLINE_MS = 300_000;

/**
 * Returns the files that a JSON answer holds or points to, of the kind that is wanted, by their content.
 * @throws Fault BAD_RESPONSE if there is none or one is of another kind; EGRESS_BLOCKED for an address that is
 * neither public nor the router's own; what the download throws.
 */
export async function fetchMedia(
  json: unknown,
  kind: MediaKind,
  access: ProviderAccess,
  signal: AbortSignal,
): Promise<Media[]> {
  const found = await fetchFiles(json, access, signal);
  if (found.length === 0) throw badResponse(kind, json);
  const files: Media[] = [];
  for (const bytes of found) files.push(await mediaOf(bytes, kind));
  return files;
}

/**
 * Returns the content of the files that a JSON answer holds or points to, at most eight; empty if there is none.
 * @throws Fault EGRESS_BLOCKED for an address that is neither public nor the router's own; what the download throws.
 */
export async function fetchFiles(
  json: unknown,
  access: ProviderAccess,
  signal: AbortSignal,
): Promise<Uint8Array[]> {
  const files: Uint8Array[] = [];
  for (const ref of mediaRefs(json).slice(0, MAX_FILES)) files.push(await bytesOf(ref, access, signal));
  return files;
}

/**
 * Returns bytes as media of a kind, named by us. Sound in a video container counts as audio where audio is wanted.
 * @throws Fault BAD_RESPONSE if the content is something else; RESPONSE_TOO_LARGE if it is too large to be opened
 * (`mediaExcess`).
 */
export async function mediaOf(bytes: Uint8Array, kind: MediaKind): Promise<Media> {
  const found = await mediaTypeOf(bytes);
  const sound = kind === "audio" && found?.kind === "video";
  if (!found || (found.kind !== kind && !sound))
    throw badResponse(kind, found ? found.mediaType : `${bytes.byteLength} bytes of an unknown type`);
  const excess = await mediaExcess(bytes, found);
  if (excess) {
    const message = `The ${kind} that came cannot be kept: ${excess}`;
    throw new Fault("RESPONSE_TOO_LARGE", message, { wanted: kind, came: excess });
  }
  const mediaType = sound ? found.mediaType.replace(/^video/, "audio") : found.mediaType;
  return { kind, bytes, mediaType, name: `${kind}.${found.extension}` };
}

async function bytesOf(ref: MediaRef, access: ProviderAccess, signal: AbortSignal): Promise<Uint8Array> {
  if ("base64" in ref) return Buffer.from(ref.base64, "base64");
  const { bytes } = await fetchUntrusted(access.http, ref.url, {
    purpose: "download what the provider made",
    home: new URL(access.router).origin,
    deadlineMs: DEADLINE_MS,
    maxBytes: MAX_BYTES,
    tries: 2,
    maxWaitMs: 5_000,
    signal,
  });
  return bytes;
}
