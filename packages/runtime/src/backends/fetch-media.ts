import { isIP } from "node:net";
import { Fault, type Media, type MediaKind, mediaTypeOf } from "@hugginggpt/shared";
import { badResponse } from "./bad-response.js";
import { type MediaRef, mediaRefs } from "./media-refs.js";
import type { ProviderAccess } from "./provider-access.js";

/** Files of one answer at most. */
const MAX_FILES = 8;
/** A file at most. */
const MAX_BYTES = 256 * 1024 * 1024;
const DEADLINE_MS = 300_000;

/**
 * Returns the files that a JSON answer holds or points to, of the kind that is wanted, by their content.
 * @throws Fault BAD_RESPONSE where there is none or one is of another kind; EGRESS_BLOCKED for an address that a
 * provider must not send us to; what the download throws.
 */
export async function fetchMedia(
  json: unknown,
  kind: MediaKind,
  access: ProviderAccess,
  signal: AbortSignal,
): Promise<Media[]> {
  const refs = mediaRefs(json).slice(0, MAX_FILES);
  if (refs.length === 0) throw badResponse(kind, json);
  const files: Media[] = [];
  for (const ref of refs) files.push(await mediaOf(await bytesOf(ref, access, signal), kind));
  return files;
}

/**
 * Returns bytes as media of a kind, named by us. Sound in a video container counts as audio where audio is wanted.
 * @throws Fault BAD_RESPONSE where the content is something else.
 */
export async function mediaOf(bytes: Uint8Array, kind: MediaKind): Promise<Media> {
  const found = await mediaTypeOf(bytes);
  const sound = kind === "audio" && found?.kind === "video";
  if (!found || (found.kind !== kind && !sound))
    throw badResponse(kind, found ? found.mediaType : `${bytes.byteLength} bytes of an unknown type`);
  const mediaType = sound ? found.mediaType.replace(/^video/, "audio") : found.mediaType;
  return { kind, bytes, mediaType, name: `${kind}.${found.extension}` };
}

async function bytesOf(ref: MediaRef, access: ProviderAccess, signal: AbortSignal): Promise<Uint8Array> {
  if ("base64" in ref) return Buffer.from(ref.base64, "base64");
  const response = await access.http.request({
    purpose: "download what the provider made",
    url: allowedAddress(ref.url, access.router),
    deadlineMs: DEADLINE_MS,
    maxBytes: MAX_BYTES,
    tries: 2,
    maxWaitMs: 5_000,
    signal,
  });
  return response.bytes;
}

/** Only https to a named host; the router's own host also by its own scheme, for mirrors and tests. */
function allowedAddress(address: string, router: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  const own = new URL(router);
  const atRouter = url?.hostname === own.hostname && url.protocol === own.protocol;
  const named =
    url?.protocol === "https:" &&
    isIP(url.hostname.replace(/[[\]]/g, "")) === 0 &&
    /\.[a-z]/i.test(url.hostname);
  if (url && !url.username && !url.password && (atRouter || named)) return url;
  throw new Fault("EGRESS_BLOCKED", "The provider's answer points to an address that is not allowed", {
    wanted: "an https address",
    came: url ? `${url.protocol}//${url.host}` : "no address",
  });
}
