import { createHash } from "node:crypto";
import type { LoopbackRequest } from "../loopback/loopback-request.js";
import { empty, type Reply, refusal } from "../loopback/reply.js";
import type { HubRow } from "./hub-row.js";

/** A request for a file of a model. */
export interface FileRequest {
  readonly id: string;
  readonly via: "raw" | "resolve" | "resolve-cache";
  readonly revision: string;
  readonly file: string;
}

const FILE_PATH = /^\/(?<id>[^/]+(?:\/[^/]+)?)\/(?<via>raw|resolve)\/(?<revision>[^/]+)\/(?<file>.+)$/;
const CACHE_PATH =
  /^\/api\/resolve-cache\/models\/(?<id>[^/]+(?:\/[^/]+)?)\/(?<revision>[0-9a-f]{40})\/(?<file>.+)$/;

/** Returns what file a path names; null for any other path. */
export function parseFilePath(path: string): FileRequest | null {
  const cached = CACHE_PATH.exec(path)?.groups;
  const groups = cached ?? FILE_PATH.exec(path)?.groups;
  if (!groups) return null;
  const { id = "", revision = "", file = "", via } = groups;
  return { id, revision, file, via: cached ? "resolve-cache" : via === "raw" ? "raw" : "resolve" };
}

/**
 * Answers a request for a file: `raw` with the text, `resolve` with a relative 307 to the cache, the cache with the
 * text. Only README.md exists. 304 where `If-None-Match` names the present ETag, 206 for a `Range`.
 */
export function answerFile(request: LoopbackRequest, wanted: FileRequest, row: HubRow): Reply {
  const sha = String(row.item.sha ?? "");
  if (!["main", "HEAD", sha].includes(wanted.revision))
    return coded(404, "RevisionNotFound", "Invalid rev id");
  if (wanted.file !== "README.md" || row.readme === null)
    return coded(404, "EntryNotFound", "Entry not found");
  const content = Buffer.from(row.readme);
  const etag = `"${gitBlobSha(content)}"`;
  const headers = { etag, "x-repo-commit": sha, "accept-ranges": "bytes" };
  if (wanted.via === "resolve") {
    const from = encodeURIComponent(`/${row.item.id}/resolve/${wanted.revision}/${wanted.file}`);
    const location = `/api/resolve-cache/models/${row.item.id}/${sha}/${wanted.file}?${from}=&etag=${encodeURIComponent(etag)}`;
    return empty(307, { ...headers, location });
  }
  if (namesTag(request.headers["if-none-match"], etag)) return empty(304, headers);
  return ranged(request, content, { ...headers, "content-type": "text/plain; charset=utf-8" });
}

/** Returns the git object id of a file's content: the Hub's ETag of a file that is not in LFS. */
export function gitBlobSha(content: Uint8Array): string {
  return createHash("sha1").update(`blob ${content.byteLength}\0`).update(content).digest("hex");
}

function ranged(request: LoopbackRequest, content: Uint8Array, headers: Record<string, string>): Reply {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  if (!range) return { status: 200, headers, body: content };
  const start = Number(range[1]);
  const end = Math.min(range[2] ? Number(range[2]) : content.byteLength - 1, content.byteLength - 1);
  if (start > end) return empty(416, { "content-range": `bytes */${content.byteLength}` });
  return {
    status: 206,
    headers: { ...headers, "content-range": `bytes ${start}-${end}/${content.byteLength}` },
    body: content.slice(start, end + 1),
  };
}

function namesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}

function coded(status: number, code: string, message: string): Reply {
  return refusal(status, message, { "x-error-code": code, "x-error-message": message });
}
