import { Fault, resolveTask, type TaskId } from "@hugginggpt/shared";
import { decodeJson, type HttpClient } from "@hugginggpt/shared/http";

/** The Hub, as it is asked for models. */
export interface HubAccess {
  readonly http: HttpClient;
  /** Base address. */
  readonly endpoint: string;
  readonly token: string | null;
}

/** A file of a repository. */
export interface HubFile {
  readonly path: string;
  readonly size: number;
  /** By which it is verified: SHA-256 of a large file, git's object id of a small one. */
  readonly hash: { readonly kind: "sha256" | "git"; readonly hex: string };
}

/** A repository at one commit. */
export interface HubRepository {
  readonly id: string;
  readonly revision: string;
  /** By the Hub; null if it states none that is known here. */
  readonly task: TaskId | null;
  readonly files: readonly HubFile[];
}

const SHA = /^[0-9a-f]{40}$/;
/** Pages of a repository's tree at most, of 1,000 files each. */
const MOST_PAGES = 20;

/**
 * Returns a repository's files at a commit: of `revision`, a commit, branch or tag, or of the main branch.
 * @throws Fault GATED, NOT_FOUND and what HttpClient throws; BAD_RESPONSE for another answer than a listing.
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
  if (typeof sha !== "string" || !SHA.test(sha)) throw odd(id, "the model's commit");
  const files: HubFile[] = [];
  let path: string | null = `/api/models/${id}/tree/${sha}?recursive=true`;
  for (let page = 0; path !== null && page < MOST_PAGES; page++) {
    const { body, next } = await ask(hub, path, id, signal);
    if (!Array.isArray(body)) throw odd(id, "a list of files");
    files.push(...body.flatMap((row) => fileOf(row) ?? []));
    path = next;
  }
  return { id, revision: sha, task: typeof tag === "string" ? resolveTask(tag) : null, files };
}

/** Returns the address of a file at a commit. */
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

/** Only a page of the same server is followed. */
function nextPath(link: string, endpoint: string): string | null {
  const url = URL.canParse(link, endpoint) ? new URL(link, endpoint) : null;
  return url && url.origin === new URL(endpoint).origin ? url.href.slice(endpoint.length) : null;
}

/** Null for folders and for what states neither size nor hash, or a path that leads out of the repository. */
function fileOf(row: unknown): HubFile | null {
  const { type, path, size, oid, lfs } = asObject(row);
  if (type !== "file" || typeof path !== "string" || !isInside(path)) return null;
  const large = asObject(lfs);
  if (typeof large.oid === "string" && /^[0-9a-f]{64}$/.test(large.oid) && isSize(large.size))
    return { path, size: large.size, hash: { kind: "sha256", hex: large.oid } };
  if (typeof oid !== "string" || !SHA.test(oid) || !isSize(size)) return null;
  return { path, size, hash: { kind: "git", hex: oid } };
}

/** No folder above, none of the system's own names, no sign that a file system takes for something else. */
function isInside(path: string): boolean {
  return path.split("/").every((part) => /^[\w@.+ -]+$/.test(part) && !/^\.+$/.test(part));
}

function isSize(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function odd(id: string, wanted: string): Fault {
  return new Fault("BAD_RESPONSE", `The Hub did not list the files of ${id}`, { wanted });
}
