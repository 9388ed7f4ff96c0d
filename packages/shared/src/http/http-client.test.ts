import { createServer, type RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { faultOf } from "../testing/fault-of.js";
import { scriptedTransport } from "../testing/scripted-transport.js";
import { decodeJson } from "./decode.js";
import { HttpClient, type HttpRequest } from "./http-client.js";

type Reply = Response | Error;

const close: (() => void)[] = [];
afterEach(() => {
  for (const one of close.splice(0)) one();
});

/** A client over scripted answers; sleeping moves its clock. */
function scripted(...replies: Reply[]) {
  const sent: { url: string; method: string; headers: Headers }[] = [];
  const waits: number[] = [];
  const told: unknown[] = [];
  let now = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    sent.push({ url: String(input), method: init?.method ?? "GET", headers: new Headers(init?.headers) });
    const reply = replies.shift();
    if (!reply) throw new Error("unscripted request");
    if (reply instanceof Error) throw reply;
    return reply;
  };
  const client = new HttpClient({
    transport: scriptedTransport(fetch),
    clock: {
      now: () => now,
      sleep: async (ms) => {
        waits.push(ms);
        now += ms;
      },
    },
    random: () => 0.5,
    userAgent: "test",
    secrets: ["hf_secretsecret"],
    onWait: (...wait) => told.push(wait),
  });
  return { client, sent, waits, told };
}

const get = (overrides: Partial<HttpRequest> = {}): HttpRequest => ({
  purpose: "read the listing",
  url: "https://hub.test/api/models",
  ...overrides,
});

/** A client on the real transport against a server on this machine. */
async function served(listener: RequestListener): Promise<{ client: HttpClient; url: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  const client = new HttpClient({
    clock: { now: () => 0, sleep: async () => undefined },
    random: () => 0,
    userAgent: "test",
    secrets: [],
  });
  return { client, url: `http://127.0.0.1:${address.port}/` };
}

describe("HttpClient", () => {
  it("returns a good answer with the number of tries", async () => {
    const { client } = scripted(Response.json({ ok: true }));
    const response = await client.request(get());
    expect(decodeJson(response, "read")).toEqual({ ok: true });
    expect(response.tries).toBe(1);
    expect(client.requests).toBe(1);
  });

  it("tries a 503 again with full jitter and then returns the answer", async () => {
    const { client, waits } = scripted(
      new Response("", { status: 503 }),
      new Response("", { status: 503 }),
      Response.json(1),
    );
    expect((await client.request(get())).tries).toBe(3);
    expect(waits).toEqual([250, 500]);
  });

  it("waits as long as a spent RateLimit says, plus one second", async () => {
    const spent = new Response("", { status: 429, headers: { ratelimit: '"api";r=0;t=7' } });
    const { client, waits } = scripted(spent, Response.json(1));
    await client.request(get());
    expect(waits).toEqual([8000]);
  });

  it("does not wait longer than it may, and says so by throwing at once", async () => {
    const spent = new Response("", { status: 429, headers: { "retry-after": "60" } });
    const { client, waits } = scripted(spent);
    const fault = await faultOf(client.request(get({ maxWaitMs: 5000 })));
    expect(fault.code).toBe("RATE_LIMITED");
    expect(fault.retryAfterMs).toBe(60_000);
    expect(waits).toEqual([]);
  });

  it.each([
    [400, "BAD_REQUEST"],
    [401, "CREDENTIALS_REJECTED"],
    [402, "CREDITS_EXHAUSTED"],
    [404, "NOT_FOUND"],
    [410, "NOT_FOUND"],
  ])("never tries a %i again", async (status, code) => {
    const { client, sent } = scripted(Response.json({ error: "no" }, { status }));
    const fault = await faultOf(client.request(get()));
    expect(fault.code).toBe(code);
    expect(fault.message).toContain('"no"');
    expect(sent).toHaveLength(1);
  });

  it("returns a status that the caller accepts", async () => {
    const { client } = scripted(new Response(null, { status: 304 }));
    expect((await client.request(get({ accept: [304] }))).status).toBe(304);
  });

  it("tries a lost connection again and names its cause at last", async () => {
    const lost = new TypeError("fetch failed", { cause: new Error("ECONNREFUSED") });
    const { client } = scripted(lost, lost);
    const fault = await faultOf(client.request(get({ tries: 2 })));
    expect(fault.code).toBe("NETWORK");
    expect(fault.message).toContain("ECONNREFUSED");
  });

  it("spreads requests over the window once less than a fifth of the quota is left", async () => {
    const headers = { ratelimit: '"api";r=10;t=100', "ratelimit-policy": '"fixed window";"api";q=500;w=300' };
    const { client, waits, told } = scripted(Response.json(1, { headers }), Response.json(1));
    await client.request(get({ bucket: "api" }));
    await client.request(get({ bucket: "api" }));
    expect(waits).toEqual([10_000]);
    expect(told).toEqual([["read the listing", 10_000]]);
  });

  it.each([201, 304])("follows no location of a %i, which is an answer", async (status) => {
    const { client, sent } = scripted(new Response(null, { status, headers: { location: "/made" } }));
    const { status: came } = await client.request(get({ accept: [status] }));
    expect([came, sent.length]).toEqual([status, 1]);
  });

  it.each(["86400", "9".repeat(400)])(
    "waits for no window of %s s before it sends, but says that",
    async (t) => {
      const headers = { ratelimit: `"api";r=0;t=${t}` };
      const { client, waits } = scripted(Response.json(1, { headers }), Response.json(1));
      await client.request(get({ bucket: "api" }));
      const fault = await faultOf(client.request(get({ bucket: "api" })));
      expect(fault.code).toBe("RATE_LIMITED");
      expect(fault.retryAfterMs).toBeLessThanOrEqual(86_401_000);
      expect(waits).toEqual([]);
    },
  );

  it("sends a token to its own origin and to no other, redirects included", async () => {
    const moved = new Response(null, { status: 307, headers: { location: "https://cdn.test/file" } });
    const { client, sent } = scripted(moved, new Response("card"));
    const credential = { origin: "https://hub.test", token: "hf_secretsecret" };
    await client.request(get({ credential, headers: { "x-api-key": "k" } }));
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer hf_secretsecret");
    expect(sent[1]?.headers.has("authorization")).toBe(false);
    expect(sent[1]?.headers.has("x-api-key")).toBe(false);
  });

  it.each(["http://hub.test/plain", "file:///etc/passwd", "https://user:pw@evil.test/"])(
    "refuses a redirect to %s",
    async (location) => {
      const { client } = scripted(new Response(null, { status: 302, headers: { location } }));
      expect((await faultOf(client.request(get()))).code).toBe("EGRESS_BLOCKED");
    },
  );

  it("stops after five redirects", async () => {
    const loop = () => new Response(null, { status: 302, headers: { location: "/again" } });
    const { client, sent } = scripted(...Array.from({ length: 9 }, loop));
    expect((await faultOf(client.request(get()))).code).toBe("EGRESS_BLOCKED");
    expect(sent).toHaveLength(6);
  });

  it("shows no secret and no control character of an error body", async () => {
    const body = "\u001b[31mbad token hf_secretsecret\u0007";
    const { client } = scripted(new Response(body, { status: 400 }));
    const fault = await faultOf(client.request(get()));
    expect(fault.message).toContain("bad token [redacted]");
    expect(fault.message).not.toContain("\u001b");
  });

  it("calls an HTML page with status 200 no JSON", async () => {
    const { client } = scripted(new Response("<html>", { headers: { "content-type": "text/html" } }));
    const response = await client.request(get());
    expect(() => decodeJson(response, "read the listing")).toThrowError(/not JSON/);
  });

  it("stops a compressed bomb at the limit of decoded bytes", async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const { client, url } = await served((_, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    });
    const fault = await faultOf(client.request(get({ url, maxBytes: 1_000_000 })));
    expect(fault.code).toBe("RESPONSE_TOO_LARGE");
  });

  it("ends a body that never ends at the deadline", async () => {
    const { client, url } = await served((_, response) => {
      response.writeHead(200).write("a");
    });
    const fault = await faultOf(client.request(get({ url, deadlineMs: 50, tries: 1 })));
    expect(fault.code).toBe("TIMEOUT");
  });

  it("throws the signal's reason when aborted", async () => {
    const { client, url } = await served(() => undefined);
    const abort = new AbortController();
    const pending = client.request(get({ url, signal: abort.signal }));
    abort.abort(new Error("stop"));
    await expect(pending).rejects.toThrow("stop");
  });
});
