import {
  createServer,
  type IncomingMessage,
  request as nodeRequest,
  type RequestListener,
  type Server,
} from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { faultOf } from "../../testing/fault-of.js";
import { HttpClient, type HttpOptions } from "../http-client.js";
import { undiciTransport } from "./transport.js";

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

function client(options: Partial<HttpOptions> = {}): HttpClient {
  return new HttpClient({
    clock: { now: () => 0, sleep: async () => undefined },
    random: () => 0,
    userAgent: "test/1",
    secrets: [],
    ...options,
  });
}

const purpose = "read the card";

/** Lets a proxy listen and names it in the environment. */
async function byProxy(proxy: Server): Promise<void> {
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  close.push(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  // The cast: a TCP server that listens has an address.
  const { port } = proxy.address() as AddressInfo;
  vi.stubEnv("HTTP_PROXY", `http://127.0.0.1:${port}`);
  vi.stubEnv("HTTPS_PROXY", `http://127.0.0.1:${port}`);
  vi.stubEnv("NO_PROXY", "");
}

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
  "gzip of nothing": (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(),
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

describe("undiciTransport", () => {
  it.each(Object.entries(ANSWERS))("gives the same answer as fetch for %s", async (_, listener) => {
    const { url } = await served(listener);
    const wanted = { purpose, url: `${url}/card`, accept: [304, 404] };
    const ours = await client().request(wanted);
    const theirs = await fetch(wanted.url);
    const names = ["etag", "link", "content-encoding", "none"];
    expect({
      status: ours.status,
      text: Buffer.from(ours.bytes).toString(),
      from: ours.url,
      headers: names.map((name) => ours.headers.get(name)),
    }).toEqual({
      status: theirs.status,
      text: await theirs.text(),
      from: theirs.url,
      headers: names.map((name) => theirs.headers.get(name)),
    });
  });

  it("sends what it is given, the token to its own origin only", async () => {
    const seen: unknown[] = [];
    const note = ({ method, url, headers }: IncomingMessage) =>
      seen.push([method, url, headers.authorization, headers["user-agent"]]);
    const away = await served((request, response) => {
      note(request);
      response.end("away");
    });
    const { url } = await served((request, response) => {
      note(request);
      response.writeHead(302, { location: `${away.url}/x` }).end();
    });
    const credential = { origin: url, token: "hf_token" };
    const answer = await client({ allowPrivateNetwork: true }).request({
      purpose,
      url: `${url}/a?b=c`,
      credential,
    });
    expect(Buffer.from(answer.bytes).toString()).toBe("away");
    expect(seen).toEqual([
      ["GET", "/a?b=c", "Bearer hf_token", "test/1"],
      ["GET", "/x", undefined, "test/1"],
    ]);
  });

  it("sends a body", async () => {
    const { url } = await served((request, response) => void request.pipe(response));
    const answer = await client().request({ purpose, url, method: "POST", body: "asked" });
    expect(Buffer.from(answer.bytes).toString()).toBe("asked");
  });

  it("keeps connections for the next requests", async () => {
    const { url, connections } = await served((_, response) => response.end("ok"));
    const http = client();
    for (let i = 0; i < 20; i++) await http.request({ purpose, url });
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
      const fault = await faultOf(client().request({ purpose, url: url + path, maxBytes: 1_000_000 }));
      expect(fault.code).toBe("RESPONSE_TOO_LARGE");
    }
  });

  it("ends what never ends at the deadline, before its headers and after", async () => {
    const { url } = await served((request, response) => {
      if (request.url === "/begun") response.writeHead(200).write("a");
    });
    for (const path of ["/silent", "/begun"]) {
      const fault = await faultOf(client().request({ purpose, url: url + path, deadlineMs: 50, tries: 1 }));
      expect(fault.code).toBe("TIMEOUT");
    }
  });

  it("throws the signal's reason when aborted before, while it waits and while it reads", async () => {
    const { url } = await served((request, response) => {
      if (request.url === "/begun") response.writeHead(200).write("a");
    });
    for (const path of ["/silent", "/begun"]) {
      const abort = new AbortController();
      const pending = client().request({ purpose, url: url + path, signal: abort.signal });
      setTimeout(() => abort.abort(new Error("stop")), 30);
      await expect(pending).rejects.toThrow("stop");
    }
    const request = client().request({ purpose, url, signal: AbortSignal.abort(new Error("never")) });
    await expect(request).rejects.toThrow("never");
  });

  it("takes a body that is cut short, and a server that is gone, for a lost connection", async () => {
    const { url } = await served((_, response) => {
      response.writeHead(200, { "content-length": "100" }).write("a");
      setTimeout(() => response.destroy(), 10);
    });
    const cut = await faultOf(client().request({ purpose, url, tries: 2 }));
    expect([cut.code, cut.retryable]).toEqual(["NETWORK", true]);
    const gone = createTcpServer();
    await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
    // The cast: as above.
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const refused = await faultOf(client().request({ purpose, url: `http://127.0.0.1:${port}/`, tries: 1 }));
    expect([refused.code, refused.message]).toEqual(["NETWORK", expect.stringContaining("ECONNREFUSED")]);
  });

  it("hears an abort while a connection is still being made", async () => {
    const transport = undiciTransport({
      allowPrivate: true,
      proxied: false,
      resolve: () => new Promise(() => undefined),
    });
    const abort = new AbortController();
    const { signal } = abort;
    const url = new URL("https://slow.example/");
    const pending = transport({ url, method: "GET", headers: {}, signal, isUntrusted: true });
    abort.abort(new Error("stop"));
    await expect(pending).rejects.toThrow("stop");
  });

  it("asks a proxy for a plain address by a request, as curl does, and not by CONNECT", async () => {
    const { url } = await served((request, response) => response.end(`behind ${request.headers.host}`));
    const asked: unknown[] = [];
    // As squid does: CONNECT is for port 443 only.
    const proxy = createServer((request, response) => {
      asked.push(request.url);
      const there = nodeRequest(request.url ?? "", { headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      request.pipe(there);
    }).on("connect", (request, socket) => {
      asked.push(`CONNECT ${request.url}`);
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    await byProxy(proxy);
    const answer = await client({ proxied: true }).request({ purpose, url: `${url}/a?b=c` });
    expect(Buffer.from(answer.bytes).toString()).toBe(`behind ${new URL(url).host}`);
    expect(asked).toEqual([`${url}/a?b=c`]);
    const secure = await faultOf(
      client({ proxied: true }).request({ purpose, url: "https://hub.test/", tries: 1 }),
    );
    expect([secure.code, asked.at(-1)]).toEqual(["NETWORK", "CONNECT hub.test:443"]);
  });

  it("leaves the proxy out for what NO_PROXY names", async () => {
    const { url } = await served((_, response) => response.end("direct"));
    await byProxy(createServer((_, response) => response.writeHead(500).end()));
    vi.stubEnv("NO_PROXY", "127.0.0.1");
    const answer = await client({ proxied: true }).request({ purpose, url });
    expect(Buffer.from(answer.bytes).toString()).toBe("direct");
  });

  it("tries a refusal again, and shows the start of the last one", async () => {
    let asked = 0;
    const { url } = await served((_, response) => {
      asked++;
      response.writeHead(503).end('{"error": "busy"}');
    });
    const fault = await faultOf(client().request({ purpose, url, tries: 3 }));
    expect([asked, fault.code, fault.message]).toEqual([
      3,
      "SERVER_ERROR",
      expect.stringContaining('"busy"'),
    ]);
  });
});
