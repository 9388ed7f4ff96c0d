import { Fault, isJsonObject, type JsonObject, resolveTask, type TaskId } from "@hugginggpt/shared";
import { decodeJson, type HttpClient } from "@hugginggpt/shared/http";

/** How the Hub is reached. */
export interface HubAccess {
  readonly http: HttpClient;
  /** Base URL. */
  readonly endpoint: string;
  readonly token: string | null;
}

/** A file of a repository. */
export interface HubFile {
  readonly path: string;
  readonly size: number;
  /** What verifies it: the SHA-256 of a large file, git's object id of a small one. */
  readonly hash: { readonly kind: "sha256" | "git"; readonly hex: string };
}

/** A repository at one commit. */
export interface HubRepository {
  readonly id: string;
  readonly revision: string;
  /** The Hub's task; null if it states none that we know. */
  readonly task: TaskId | null;
  readonly files: readonly HubFile[];
}

const SHA = /^[0-9a-f]{40}$/;
/** Most pages of a repository's tree, of 1,000 files each. */
const MOST_PAGES = 20;

/**
 * Returns a repository's files at one commit: that of `revision` (a commit, branch or tag) or of the main branch.
 * @throws Fault GATED, NOT_FOUND and what HttpClient throws; BAD_RESPONSE for an answer that is not a listing.
 */
export async function readRepository(
  hub: HubAccess,
  id: string,
  revision: string | null,
  signal: AbortSignal | undefined,
): Promise<HubRepository> {
  const info = await ask(
    hub,
    `/api/models/${id}/revision/${encodeURIComponent(revision ?? "main")}`,
    id,
    signal,
  );
  const { sha, pipeline_tag: tag } = asObject(info.body);
  if (typeof sha !== "string" || !SHA.test(sha)) throw notListed(id, "the model's commit");
  const files: HubFile[] = [];
  let path: string | null = `/api/models/${id}/tree/${sha}?recursive=true`;
  for (let page = 0; path !== null && page < MOST_PAGES; page++) {
    const { body, next } = await ask(hub, path, id, signal);
    if (!Array.isArray(body)) throw notListed(id, "a list of files");
    files.push(...body.flatMap((row) => fileOf(row) ?? []));
    path = next;
  }
  return { id, revision: sha, task: typeof tag === "string" ? resolveTask(tag) : null, files };
}

/** Returns the URL of a file at a commit. */
export function fileAddress({ endpoint }: HubAccess, { id, revision }: HubRepository, path: string): string {
  return `${endpoint}/${id}/resolve/${revision}/${path.split("/").map(encodeURIComponent).join("/")}`;
}

async function ask(
  { http, endpoint, token }: HubAccess,
  path: string,
  id: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly body: unknown; readonly next: string | null }> {
  const purpose = `read the files of ${id}`;
  const response = await http.request({
    purpose,
    url: `${endpoint}${path}`,
    credential: token === null ? undefined : { origin: new URL(endpoint).origin, token },
    bucket: "api",
    signal,
  });
  const link = /<([^>]+)>\s*;\s*rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
  return { body: decodeJson(response, purpose), next: link === undefined ? null : nextPath(link, endpoint) };
}

/** Returns the path of the next page; null if it is on another server. */
function nextPath(link: string, endpoint: string): string | null {
  const url = URL.canParse(link, endpoint) ? new URL(link, endpoint) : null;
  return url && url.origin === new URL(endpoint).origin ? url.href.slice(endpoint.length) : null;
}

/** Returns null for folders, entries without size or hash, and paths that lead out of the repository. */
function fileOf(row: unknown): HubFile | null {
  const { type, path, size, oid, lfs } = asObject(row);
  if (type !== "file" || typeof path !== "string" || !isInside(path)) return null;
  const large = asObject(lfs);
  if (typeof large.oid === "string" && /^[0-9a-f]{64}$/.test(large.oid) && isSize(large.size))
    return { path, size: large.size, hash: { kind: "sha256", hex: large.oid } };
  if (typeof oid !== "string" || !SHA.test(oid) || !isSize(size)) return null;
  return { path, size, hash: { kind: "git", hex: oid } };
}

/** Refuses parent folders and every character that a file system could treat specially. */
function isInside(path: string): boolean {
  return path.split("/").every((part) => /^[\w@.+ -]+$/.test(part) && !/^\.+$/.test(part));
}

function isSize(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function notListed(id: string, wanted: string): Fault {
  return new Fault("BAD_RESPONSE", `The Hub did not list the files of ${id}`, { wanted });
}
