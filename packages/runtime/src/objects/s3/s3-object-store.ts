import { type ArtifactContent, Fault } from "@hugginggpt/shared";
import { type HttpClient, type HttpRequest, type HttpResponse, withRetry } from "@hugginggpt/shared/http";
import { AwsV4Signer } from "aws4fetch";
import type { ListedObject, ObjectStore } from "../object-store.js";
import { requireObjectStore } from "../require-object-store.js";
import { sha256Of } from "../sha256.js";
import { listPage } from "./list-page.js";
import type { S3Place } from "./s3-place.js";
import { refusalCode, s3Fault } from "./s3-refusal.js";

/** Read with the first request: most files are smaller. */
const HEAD_BYTES = 64 * 1024;
/** Read with each further one. */
const PIECE_BYTES = 4 * 1024 * 1024;
const TRIES = 5;
const MAX_WAIT_MS = 30_000;
/** For a request, and for each of its bytes: 256 KB a second. */
const DEADLINE_MS = 30_000;
const MS_PER_BYTE = 1 / 256;
/** Error responses are read here, because their meaning is in the body. */
const REFUSALS = Array.from({ length: 300 }, (_, i) => 300 + i);

interface Wanted {
  readonly purpose: string;
  readonly method: "GET" | "PUT" | "DELETE";
  /** The object's key; empty: the bucket itself. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Codes and statuses of error responses that are valid answers. */
  readonly accept?: readonly (string | number)[];
}

/**
 * Keeps objects in a bucket of an S3-compatible store (Amazon S3, MinIO, Ceph, Cloudflare R2). aws4fetch signs requests
 * (AWS Signature Version 4, including the body's SHA-256) and our HTTP module sends them; each try is signed again.
 * Objects are stored with `If-None-Match: *`, so none is replaced.
 */
export class S3ObjectStore implements ObjectStore {
  readonly address: string;
  readonly #place: S3Place;
  readonly #http: HttpClient;
  /** Signing keys, each derived for a day. */
  readonly #derived = new Map<string, ArrayBuffer>();

  constructor(address: string, place: S3Place, http: HttpClient) {
    this.address = address.replace(/\/+$/, "");
    this.#place = place;
    this.#http = http;
  }

  ready(): Promise<void> {
    return requireObjectStore(this);
  }

  async put(key: string, bytes: Uint8Array): Promise<boolean> {
    const { status } = await this.#ask({
      purpose: `put ${this.address}/${key}`,
      method: "PUT",
      key,
      headers: { "if-none-match": "*" },
      body: bytes,
      accept: [412],
    });
    return status !== 412;
  }

  async open(key: string): Promise<ArtifactContent | null> {
    const head = await this.#part(key, 0, HEAD_BYTES);
    if (!head) return null;
    return {
      bytes: head.total,
      read: ({ start = 0, end = head.total } = {}) => this.#pieces(key, head.bytes, start, end),
    };
  }

  async touch(key: string): Promise<number | null> {
    const found = await this.#part(key, 0, 1);
    if (!found) return null;
    // Copying an object onto itself renews its time, provided that its metadata changes.
    const { status } = await this.#ask({
      purpose: `touch ${this.address}/${key}`,
      method: "PUT",
      key,
      headers: {
        "x-amz-copy-source": `/${this.#place.bucket}/${this.#place.prefix}${key}`,
        "x-amz-metadata-directive": "REPLACE",
      },
      accept: ["NoSuchKey"],
    });
    return status === 404 ? null : found.total;
  }

  async remove(key: string): Promise<void> {
    await this.#ask({
      purpose: `remove ${this.address}/${key}`,
      method: "DELETE",
      key,
      accept: ["NoSuchKey"],
    });
  }

  async *list(folder: string): AsyncGenerator<ListedObject, void, void> {
    const { prefix } = this.#place;
    const below = folder === "" ? prefix : `${prefix}${folder}/`;
    for (let token: string | null = ""; token !== null; ) {
      const { bytes } = await this.#ask({
        purpose: `list ${this.address}/${folder}`,
        method: "GET",
        key: "",
        query: {
          "list-type": "2",
          "encoding-type": "url",
          delimiter: "/",
          prefix: below,
          ...(token ? { "continuation-token": token } : {}),
        },
      });
      const page = listPage(bytes);
      for (const one of page.objects) yield { ...one, key: one.key.slice(prefix.length) };
      token = page.next;
    }
  }

  pathOf(): null {
    return null;
  }

  async *#pieces(
    key: string,
    head: Uint8Array,
    start: number,
    end: number,
  ): AsyncGenerator<Uint8Array, void, void> {
    if (start < Math.min(head.length, end)) yield head.subarray(start, end);
    for (let at = Math.max(start, head.length); at < end; at += PIECE_BYTES) {
      const part = await this.#part(key, at, Math.min(end, at + PIECE_BYTES));
      if (part?.bytes.length !== Math.min(end, at + PIECE_BYTES) - at)
        throw new Fault("BAD_RESPONSE", `Could not read ${this.address}/${key} to its end`, {
          wanted: `${end} bytes`,
          came: part ? `it is shorter than before` : "it is gone",
          next: "Check what else writes into the bucket.",
        });
      yield part.bytes;
    }
  }

  /** Returns the bytes from `start` to before `end`, as far as there are any; null if there is no such object. */
  async #part(key: string, start: number, end: number): Promise<{ bytes: Uint8Array; total: number } | null> {
    const { status, headers, bytes } = await this.#ask({
      purpose: `read ${this.address}/${key}`,
      method: "GET",
      key,
      headers: { range: `bytes=${start}-${end - 1}` },
      accept: ["NoSuchKey", 416],
    });
    if (status === 404) return null;
    const total = Number(/\/(\d+)$/.exec(headers.get("content-range") ?? "")?.[1] ?? bytes.length);
    if (status === 416) return { bytes: new Uint8Array(), total: start === 0 ? 0 : total };
    // A server that ignores ranges sends everything.
    return { bytes: status === 206 ? bytes : bytes.subarray(start, end), total };
  }

  #ask(wanted: Wanted): Promise<HttpResponse> {
    const { clock, random, secrets } = this.#http.options;
    const { purpose, accept = [] } = wanted;
    return withRetry({ tries: TRIES, maxWaitMs: MAX_WAIT_MS, clock, random }, async () => {
      const answer = await this.#http.request(await this.#signed(wanted, clock.now()));
      const code = answer.status >= 300 || wanted.method === "PUT" ? refusalCode(answer) : "";
      const isGood = answer.status < 300 && code === "";
      if (isGood || accept.includes(answer.status) || accept.includes(code)) return answer;
      throw s3Fault(purpose, answer, secrets, clock.now());
    });
  }

  async #signed({ purpose, method, key, query, headers, body }: Wanted, now: number): Promise<HttpRequest> {
    const { url: base, prefix, region, keys } = this.#place;
    const url = new URL(key === "" ? `${base}/` : `${base}/${prefix}${key}`);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const size = body?.byteLength ?? 0;
    const signed = await new AwsV4Signer({
      method,
      url: url.href,
      headers: { ...headers, "x-amz-content-sha256": sha256Of(body ?? "") },
      ...keys,
      region,
      service: "s3",
      cache: this.#derived,
      datetime: new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, ""),
    }).sign();
    return {
      purpose,
      method,
      url,
      // Not signed: proxies change it.
      headers: { ...Object.fromEntries(signed.headers), "accept-encoding": "identity" },
      ...(body ? { body } : {}),
      deadlineMs: DEADLINE_MS + Math.max(size, method === "GET" ? PIECE_BYTES : 0) * MS_PER_BYTE,
      tries: 1,
      accept: REFUSALS,
    };
  }
}
