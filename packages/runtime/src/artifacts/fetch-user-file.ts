import { oneLine, type UserFile } from "@hugginggpt/shared";
import { fetchUntrusted, type HttpClient, shownAddress } from "@hugginggpt/shared/http";
import { MAX_USER_FILE_BYTES } from "./read-user-file.js";
import { userFileOf } from "./user-file-of.js";

const DEADLINE_MS = 60_000;
const TRIES = 2;
const MAX_WAIT_MS = 5_000;
const NAME_CHARACTERS = 120;

/** How files are fetched. */
export interface FetchAccess {
  readonly http: HttpClient;
  readonly signal?: AbortSignal | undefined;
}

/** Returns true for what is an address rather than a path: it begins with a scheme and two slashes. */
export function isAddress(given: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(given);
}

/**
 * Fetches a file from an address given by the user; its content decides its type. Its name is the end of the final
 * address; the given address is kept without its query.
 * @throws Fault EGRESS_BLOCKED for other schemes than http and https and for private networks, RESPONSE_TOO_LARGE above
 * 50 MiB, TIMEOUT after a minute, INPUT_UNREADABLE for content that no task takes, and by kind of the server's refusal.
 */
export async function fetchUserFile(
  address: string,
  handle: number,
  { http, signal }: FetchAccess,
): Promise<UserFile> {
  const shown = shownAddress(address);
  const { url, bytes } = await fetchUntrusted(http, address, {
    purpose: `fetch ${oneLine(shown, NAME_CHARACTERS)}`,
    plain: true,
    deadlineMs: DEADLINE_MS,
    maxBytes: MAX_USER_FILE_BYTES,
    tries: TRIES,
    maxWaitMs: MAX_WAIT_MS,
    signal,
  });
  return { ...(await userFileOf(nameOf(url), bytes, handle)), given: shown };
}

function nameOf(address: string): string {
  const { pathname, hostname } = new URL(address);
  const last = pathname.split("/").filter(Boolean).at(-1) ?? "";
  const name = oneLine(decoded(last), NAME_CHARACTERS).replaceAll(/[\\/]/g, "_");
  return name || hostname;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // A stray percent sign: the name stays as it was written.
  }
}
