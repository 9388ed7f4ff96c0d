import { createHash, createHmac } from "node:crypto";
import type { LoopbackRequest } from "../loopback/loopback-request.js";
import type { Handler } from "../loopback/loopback-server.js";
import { empty, type Reply } from "../loopback/reply.js";

/** What a bucket of the loopback store is. */
export interface S3Bucket {
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** The store's clock, in milliseconds. */
  readonly now: () => number;
  /** Objects in a page of a listing. */
  readonly pageSize: number;
  /** Bytes that the bucket takes. */
  quota: number;
  /** Whether `If-None-Match` is passed over, as by stores that do not know it. */
  isForgetful: boolean;
}

interface Kept {
  readonly bytes: Uint8Array;
  readonly changed: number;
}

class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

/** How wrong a client's clock may be (S3: RequestTimeTooSkewed), in milliseconds. */
const MAX_SKEW_MS = 15 * 60_000;

/**
 * Returns an S3-compatible store with one bucket, in memory, and its objects by their keys. Every request must be signed
 * (Signature Version 4), which is checked here from the specification: canonical request, string to sign, signing key. The
 * bucket is addressed by path or by host.
 */
export function loopbackS3(bucket: S3Bucket): {
  readonly handler: Handler;
  readonly objects: Map<string, Kept>;
} {
  const objects = new Map<string, Kept>();
  const handler: Handler = (request) => {
    try {
      checkSignature(request, bucket);
      return answer(request, keyOf(request, bucket), bucket, objects);
    } catch (error) {
      if (error instanceof Refused) return refused(error);
      throw error;
    }
  };
  return { handler, objects };
}

function keyOf({ path, headers }: LoopbackRequest, { bucket }: S3Bucket): string {
  if (headers.host?.startsWith(`${bucket}.`)) return path.slice(1);
  const [, first = "", ...rest] = path.split("/");
  if (first !== bucket) throw new Refused(404, "NoSuchBucket");
  return rest.join("/");
}

function answer(request: LoopbackRequest, key: string, bucket: S3Bucket, objects: Map<string, Kept>): Reply {
  if (key === "") return listing(request, bucket, objects);
  const found = objects.get(key);
  if (request.method === "PUT") return put(request, key, bucket, objects);
  if (request.method === "DELETE") {
    objects.delete(key);
    return empty(204);
  }
  if (request.method !== "GET") throw new Refused(405, "MethodNotAllowed");
  if (!found) throw new Refused(404, "NoSuchKey");
  return part(found.bytes, request.headers.range);
}

function put(
  { headers, body }: LoopbackRequest,
  key: string,
  bucket: S3Bucket,
  objects: Map<string, Kept>,
): Reply {
  const source = headers["x-amz-copy-source"];
  if (source !== undefined) {
    const from = objects.get(source.slice(`/${bucket.bucket}/`.length));
    if (!from) throw new Refused(404, "NoSuchKey");
    if (headers["x-amz-metadata-directive"] !== "REPLACE") throw new Refused(400, "InvalidRequest");
    objects.set(key, { ...from, changed: bucket.now() });
    return xml(200, "<CopyObjectResult></CopyObjectResult>");
  }
  if (headers["if-none-match"] === "*" && !bucket.isForgetful && objects.has(key))
    throw new Refused(412, "PreconditionFailed");
  const used = [...objects.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (used + body.length > bucket.quota) throw new Refused(507, "XMinioStorageFull");
  objects.set(key, { bytes: body, changed: bucket.now() });
  return empty(200);
}

function part(bytes: Uint8Array, range: string | undefined): Reply {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? "") ?? [];
  if (first === undefined) return { status: 200, headers: {}, body: bytes };
  if (Number(first) >= bytes.length)
    return {
      ...refused(new Refused(416, "InvalidRange")),
      headers: { "content-range": `bytes */${bytes.length}` },
    };
  const end = Math.min(bytes.length, Number(last) + 1);
  const headers = { "content-range": `bytes ${first}-${end - 1}/${bytes.length}` };
  return { status: 206, headers, body: bytes.subarray(Number(first), end) };
}

function listing(
  { method, query }: LoopbackRequest,
  { pageSize }: S3Bucket,
  objects: Map<string, Kept>,
): Reply {
  if (method !== "GET" || query.get("list-type") !== "2" || query.get("encoding-type") !== "url")
    throw new Refused(400, "InvalidRequest");
  const prefix = query.get("prefix") ?? "";
  const keys = [...objects.keys()]
    .filter((key) => key.startsWith(prefix) && !key.slice(prefix.length).includes("/"))
    .sort();
  // A token holds signs that a client must encode, as those of real stores do.
  const from = Number(query.get("continuation-token")?.slice("+/=&<".length) ?? 0);
  const page = keys.slice(from, from + pageSize).map((key) => {
    const { bytes, changed } = objects.get(key) ?? { bytes: new Uint8Array(), changed: 0 };
    return `<Contents><Key>${encodeURIComponent(key)}</Key><LastModified>${new Date(changed).toISOString()}</LastModified><Size>${bytes.length}</Size></Contents>`;
  });
  const isLast = from + pageSize >= keys.length;
  const next = isLast ? "" : `<NextContinuationToken>+/=&amp;&lt;${from + pageSize}</NextContinuationToken>`;
  return xml(
    200,
    `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${next}${page.join("")}</ListBucketResult>`,
  );
}

/** @throws Refused as the S3 API reference says ("Error responses"). */
function checkSignature(request: LoopbackRequest, bucket: S3Bucket): void {
  const { headers, method, path, query, body } = request;
  const [, id, day, region, names = "", signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    ) ?? [];
  if (id === undefined || day === undefined) throw new Refused(403, "AccessDenied");
  if (id !== bucket.accessKeyId) throw new Refused(403, "InvalidAccessKeyId");
  if (region !== bucket.region) throw new Refused(400, "AuthorizationHeaderMalformed");
  if (headers["x-amz-security-token"] !== bucket.sessionToken) throw new Refused(400, "InvalidToken");
  const date = headers["x-amz-date"] ?? "";
  if (Math.abs(bucket.now() - timeOf(date)) > MAX_SKEW_MS) throw new Refused(403, "RequestTimeTooSkewed");
  const content = headers["x-amz-content-sha256"] ?? "";
  if (content !== sha256(body)) throw new Refused(400, "XAmzContentSHA256Mismatch");
  const signed = names.split(";");
  const must = Object.keys(headers).filter((name) => name === "host" || name.startsWith("x-amz-"));
  if (must.some((name) => !signed.includes(name))) throw new Refused(403, "AccessDenied");
  const canonical = [
    method,
    path.split("/").map(encoded).join("/"),
    [...query]
      .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
      .sort()
      .join("&"),
    ...signed.map((name) => `${name}:${(headers[name] ?? "").trim().replace(/\s+/g, " ")}`),
    "",
    names,
    content,
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n");
  const key = [day, region, "s3", "aws4_request"].reduce<string | Buffer>(
    (secret, word) => createHmac("sha256", secret).update(word).digest(),
    `AWS4${bucket.secretAccessKey}`,
  );
  const expected = createHmac("sha256", key).update(text).digest("hex");
  if (!date.startsWith(day) || signature !== expected) throw new Refused(403, "SignatureDoesNotMatch");
}

/** `20261130T144500Z` in milliseconds. */
function timeOf(stamp: string): number {
  return Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

/** RFC 3986: all but letters, digits and `-._~`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Returns a refusal as S3 sends it. */
export function refused({ status, code }: { readonly status: number; readonly code: string }): Reply {
  return xml(
    status,
    `<?xml version="1.0"?>\n<Error><Code>${code}</Code><Message>Simulated.</Message></Error>`,
  );
}

function xml(status: number, body: string): Reply {
  return { status, headers: { "content-type": "application/xml" }, body: Buffer.from(body) };
}
