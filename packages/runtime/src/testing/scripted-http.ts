import { HttpClient } from "@hugginggpt/shared/http";
import { scriptedTransport } from "@hugginggpt/testing";
import type { ProviderAccess } from "../backends/provider-access.js";

/** What was sent. */
export interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

type Reply = Response | Error | ((sent: Sent) => Response | Promise<Response>);

/** Returns a JSON answer. */
export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}

/** Returns an answer of bytes. */
export function binary(bytes: Uint8Array, type: string): Response {
  return new Response(new Uint8Array(bytes), { headers: { "content-type": type } });
}

/** Returns access to providers whose answers a test scripts, in order, and what was sent. Sleeping takes no time. */
export function scriptedAccess(
  ...replies: Reply[]
): ProviderAccess & { readonly sent: Sent[]; readonly waits: number[] } {
  const sent: Sent[] = [];
  const waits: number[] = [];
  const clock = {
    now: () => 0,
    sleep: async (ms: number, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      waits.push(ms);
    },
  };
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    init?.signal?.throwIfAborted();
    const one = {
      url: request.url,
      method: request.method,
      headers: request.headers,
      body: new Uint8Array(await request.arrayBuffer()),
    };
    sent.push(one);
    const reply = replies.shift();
    if (reply === undefined)
      throw new Error(`unscripted call ${sent.length}: ${request.method} ${request.url}`);
    if (reply instanceof Error) throw reply;
    return typeof reply === "function" ? reply(one) : reply;
  };
  const http = new HttpClient({
    transport: scriptedTransport(fetch),
    clock,
    random: () => 0,
    userAgent: "test",
    secrets: [],
  });
  return { http, clock, router: "https://router.test", token: "hf_testtoken123", sent, waits };
}

/** Returns what was sent as JSON. */
export function bodyOf(sent: Sent | undefined): unknown {
  return JSON.parse(Buffer.from(sent?.body ?? []).toString("utf8"));
}
