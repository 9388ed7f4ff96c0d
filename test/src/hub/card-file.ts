import { createHash } from "node:crypto";
import type { LoopbackRequest } from "../loopback/loopback-request.js";
import { empty, json, type Reply, refusal } from "../loopback/reply.js";
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
 * Answers a request for a file: `raw` with the content, `resolve` with a relative 307 to the cache, the cache with the
 * content. 304 where `If-None-Match` names the present ETag, 206 for a `Range`.
 */
export function answerFile(request: LoopbackRequest, wanted: FileRequest, row: HubRow): Reply {
  const sha = String(row.item.sha ?? "");
  if (!["main", "HEAD", sha].includes(wanted.revision))
    return coded(404, "RevisionNotFound", "Invalid rev id");
  const content = filesOf(row)[wanted.file];
  if (content === undefined) return coded(404, "EntryNotFound", "Entry not found");
  const etag = `"${isLarge(wanted.file) ? sha256(content) : gitBlobSha(content)}"`;
  const headers = { etag, "x-repo-commit": sha, "accept-ranges": "bytes" };
  if (wanted.via === "resolve") {
    const from = encodeURIComponent(`/${row.item.id}/resolve/${wanted.revision}/${wanted.file}`);
    const location = `/api/resolve-cache/models/${row.item.id}/${sha}/${wanted.file}?${from}=&etag=${encodeURIComponent(etag)}`;
    return empty(307, { ...headers, location });
  }
  if (namesTag(request.headers["if-none-match"], etag)) return empty(304, headers);
  const type = isLarge(wanted.file) ? "application/octet-stream" : "text/plain; charset=utf-8";
  return ranged(request, content, { ...headers, "content-type": type });
}

const TREE_PATH = /^\/api\/models\/(?<id>[^/]+(?:\/[^/]+)?)\/tree\/(?<revision>[^/]+)$/;

/** Returns the model and the revision whose files a path lists; null for any other path. */
export function parseTreePath(path: string): { readonly id: string; readonly revision: string } | null {
  const { id, revision } = TREE_PATH.exec(path)?.groups ?? {};
  return id === undefined || revision === undefined ? null : { id, revision };
}

/** Answers with the files of a model, those in folders too, whether or not `recursive` is asked for. */
export function answerTree(revision: string, row: HubRow): Reply {
  if (!["main", "HEAD", String(row.item.sha ?? "")].includes(revision))
    return coded(404, "RevisionNotFound", "Invalid rev id");
  return json(
    Object.entries(filesOf(row)).map(([path, content]) => {
      const size = content.byteLength;
      const lfs = isLarge(path) ? { lfs: { oid: sha256(content), size, pointerSize: 130 } } : {};
      return { type: "file", oid: gitBlobSha(content), size, path, ...lfs };
    }),
  );
}

function filesOf({ readme, files = {} }: HubRow): Readonly<Record<string, Uint8Array>> {
  return readme === null ? files : { "README.md": Buffer.from(readme), ...files };
}

/** Kept in LFS, whose ETag is the content's SHA-256. */
function isLarge(path: string): boolean {
  return /\.(?:onnx|onnx_data|safetensors|bin)$/.test(path);
}

function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
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
