import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { faultOf } from "../testing/fault-of.js";
import { HttpClient, type HttpOptions } from "./http-client.js";

const close: (() => void)[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const one of close.splice(0)) one();
});

/** Listens on this machine; counts connections. */
async function served(listener: RequestListener): Promise<{ url: string; connections: () => number }> {
  const server = createServer(listener);
  let connections = 0;
  server.on("connection", () => connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close.push(() => {
    server.closeAllConnections();
    server.close();
  });
  // The cast: a TCP server that listens has an address.
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => connections,
  };
}

/** A client whose requests all go the light way. */
function light(options: Partial<HttpOptions> = {}): HttpClient {
  return new HttpClient({
    fetch: () => Promise.reject(new Error("not by fetch")),
    lightAfter: 0,
    clock: { now: () => 0, sleep: async () => undefined },
    random: () => 0,
    userAgent: "test/1",
    secrets: [],
    ...options,
  });
}

const byFetch = () => light({ fetch: globalThis.fetch, lightAfter: Number.POSITIVE_INFINITY });
const purpose = "read the card";

const TEXT = "What a model is for. ".repeat(500);
const ANSWERS: Readonly<Record<string, RequestListener>> = {
  "a plain body": (_, response) => response.writeHead(200, { etag: '"a"' }).end(TEXT),
  "an empty body": (_, response) => response.writeHead(200).end(),
  "a status without body": (_, response) => response.writeHead(304, { etag: '"a"' }).end(),
  "an accepted refusal": (_, response) => response.writeHead(404).end("not here"),
  gzip: (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(TEXT)),
  "gzip that was cut": (_, response) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(TEXT).subarray(0, -6)),
  deflate: (_, response) => response.writeHead(200, { "content-encoding": "deflate" }).end(deflateSync(TEXT)),
  "deflate without a header": (_, response) =>
    response.writeHead(200, { "content-encoding": "deflate" }).end(deflateRawSync(TEXT)),
  brotli: (_, response) =>
    response.writeHead(200, { "content-encoding": "br" }).end(brotliCompressSync(TEXT)),
  "two encodings": (_, response) =>
    response.writeHead(200, { "content-encoding": "gzip, br" }).end(brotliCompressSync(gzipSync(TEXT))),
  "an unknown encoding": (_, response) => response.writeHead(200, { "content-encoding": "zip" }).end(TEXT),
  "a header given twice": (_, response) =>
    response
      .writeHead(
        200,
        [
          ["link", "<a>"],
          ["link", "<b>"],
        ].flat(),
      )
      .end("ok"),
  "a redirect at home": (request, response) =>
    request.url === "/card"
      ? response.writeHead(307, { location: "/moved" }).end("moved")
      : response.writeHead(200).end(TEXT),
};

describe("lightFetch", () => {
  it.each(Object.entries(ANSWERS))("gives the same answer as fetch for %s", async (_, listener) => {
    const { url } = await served(listener);
    const wanted = { purpose, url: `${url}/card`, accept: [304, 404] };
    const [ours, theirs] = [await light().request(wanted), await byFetch().request(wanted)];
    const seen = ({ status, bytes, url: from, headers }: typeof ours) => ({
      status,
      text: Buffer.from(bytes).toString(),
      from,
      headers: ["etag", "link", "content-encoding", "none"].map((name) => headers.get(name)),
    });
    expect(seen(ours)).toEqual(seen(theirs));
  });

  it("sends what it is given, the token to its own origin only", async () => {
    const away = await served((_, response) => response.end("away"));
    const seen: unknown[] = [];
    const { url } = await served((request, response) => {
      seen.push([request.method, request.headers.authorization, request.headers["user-agent"]]);
      response.writeHead(302, { location: `${away.url}/x` }).end();
    });
    const sent: unknown[] = [];
    const guardedFetch: typeof fetch = async (input, init) => {
      sent.push(String(input), new Headers(init?.headers).has("authorization"));
      return new Response("away");
    };
    const client = light({ guardedFetch, allowPrivateNetwork: true });
    const credential = { origin: url, token: "hf_token" };
    const answer = await client.request({ purpose, url: `${url}/a?b=c`, credential });
    expect(Buffer.from(answer.bytes).toString()).toBe("away");
    expect(seen).toEqual([["GET", "Bearer hf_token", "test/1"]]);
    expect(sent).toEqual([`${away.url}/x`, false]);
    expect(away.connections()).toBe(0);
  });

  it("sends a body", async () => {
    const { url } = await served((request, response) => void request.pipe(response));
    const answer = await light().request({ purpose, url, method: "POST", body: "asked" });
    expect(Buffer.from(answer.bytes).toString()).toBe("asked");
  });

  it("keeps connections for the next requests", async () => {
    const { url, connections } = await served((_, response) => response.end("ok"));
    const client = light();
    for (let i = 0; i < 20; i++) await client.request({ purpose, url });
    // One is still being freed when the next request begins.
    expect(connections()).toBeLessThanOrEqual(2);
  });

  it("stops at the limit of a plain and of an endless body, and at that of a packed one once it is unpacked", async () => {
    const { url } = await served((request, response) => {
      if (request.url === "/packed")
        return response
          .writeHead(200, { "content-encoding": "gzip" })
          .end(gzipSync(Buffer.alloc(20_000_000)));
      if (request.url === "/plain") return response.end(Buffer.alloc(2_000_000));
      const timer = setInterval(() => response.write(Buffer.alloc(100_000)), 1);
      return response.on("close", () => clearInterval(timer));
    });
    for (const path of ["/plain", "/endless", "/packed"]) {
      const fault = await faultOf(light().request({ purpose, url: url + path, maxBytes: 1_000_000 }));
      expect(fault.code).toBe("RESPONSE_TOO_LARGE");
    }
  });

  it("ends what never ends at the deadline, before its headers and after", async () => {
    const { url } = await served((request, response) => {
      if (request.url === "/begun") response.writeHead(200).write("a");
    });
    for (const path of ["/silent", "/begun"]) {
      const fault = await faultOf(light().request({ purpose, url: url + path, deadlineMs: 50, tries: 1 }));
      expect(fault.code).toBe("TIMEOUT");
    }
  });

  it("throws the signal's reason when aborted before, while it waits and while it reads", async () => {
    const { url } = await served((request, response) => {
      if (request.url === "/begun") response.writeHead(200).write("a");
    });
    for (const path of ["/silent", "/begun"]) {
      const abort = new AbortController();
      const pending = light().request({ purpose, url: url + path, signal: abort.signal });
      setTimeout(() => abort.abort(new Error("stop")), 30);
      await expect(pending).rejects.toThrow("stop");
    }
    const request = light().request({ purpose, url, signal: AbortSignal.abort(new Error("never")) });
    await expect(request).rejects.toThrow("never");
  });

  it("takes a body that is cut short, and a server that is gone, for a lost connection", async () => {
    const { url } = await served((_, response) => {
      response.writeHead(200, { "content-length": "100" }).write("a");
      setTimeout(() => response.destroy(), 10);
    });
    const cut = await faultOf(light().request({ purpose, url, tries: 2 }));
    expect([cut.code, cut.retryable]).toEqual(["NETWORK", true]);
    const gone = createTcpServer();
    await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
    // The cast: as above.
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const refused = await faultOf(light().request({ purpose, url: `http://127.0.0.1:${port}/`, tries: 1 }));
    expect([refused.code, refused.message]).toEqual(["NETWORK", expect.stringContaining("ECONNREFUSED")]);
  });

  it("goes by the proxy of the environment where there is one", async () => {
    const { url } = await served((_, response) => response.end("behind"));
    const asked: unknown[] = [];
    const proxy = createServer().on("connect", (request, socket) => {
      asked.push(request.url);
      const [host, port] = (request.url ?? "").split(":");
      const there = connect(Number(port), host, () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        socket.pipe(there).pipe(socket);
      });
      close.push(() => there.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    close.push(() => proxy.close());
    // The cast: as above.
    vi.stubEnv("HTTP_PROXY", `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    vi.stubEnv("NO_PROXY", "");
    const answer = await light({ proxied: true }).request({ purpose, url });
    expect(Buffer.from(answer.bytes).toString()).toBe("behind");
    expect(asked).toEqual([new URL(url).host]);
  });

  it("tries a refusal again, and shows the start of the last one", async () => {
    let asked = 0;
    const { url } = await served((_, response) => {
      asked++;
      response.writeHead(503).end('{"error": "busy"}');
    });
    const fault = await faultOf(light().request({ purpose, url, tries: 3 }));
    expect([asked, fault.code, fault.message]).toEqual([
      3,
      "SERVER_ERROR",
      expect.stringContaining('"busy"'),
    ]);
  });
});
