import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { testClock, testHttp } from "../testing/test-http.js";
import type { BulkFile } from "./bulk-file.js";
import { openRemoteFile } from "./remote-file.js";

const CONTENT = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const servers: Server[] = [];

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" ? `http://127.0.0.1:${address?.port}` : "";
}

/** Answers Range requests as a web server does. */
function ranged({ headers }: IncomingMessage, response: ServerResponse, etag = '"1"'): void {
  const [, from = "0", to = "0"] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
  const piece = CONTENT.slice(Number(from), Number(to) + 1);
  const range = `bytes ${from}-${Number(from) + piece.length - 1}/${CONTENT.length}`;
  response.writeHead(206, { "content-range": range, etag }).end(piece);
}

function open(url: string, token: string | null = null): Promise<BulkFile> {
  const credential = token ? { origin: new URL(url).origin, token } : undefined;
  return openRemoteFile(
    testHttp(globalThis.fetch, testClock(), { allowPrivateNetwork: true }),
    url,
    credential,
  );
}

describe("openRemoteFile", () => {
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it("reads the bytes asked for, and nothing else", async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      asked.push(request.headers.range);
      ranged(request, response);
    });
    const file = await open(`${url}/models.parquet?signature=secret`);
    expect(file.size).toBe(1000);
    expect(file.name).toBe(`${url}/models.parquet`);
    expect(await file.read(990, 1000)).toEqual(CONTENT.slice(990));
    expect(asked).toEqual(["bytes=0-3", "bytes=990-999"]);
  });

  it("asks for a long piece in parts of 8 MiB", async () => {
    const asked: string[] = [];
    const size = 20 * 1024 * 1024;
    const url = await serve(({ headers }, response) => {
      asked.push(headers.range ?? "");
      const [, from = "0", to = "0"] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
      const length = Number(to) - Number(from) + 1;
      response.writeHead(206, { "content-range": `bytes ${from}-${to}/${size}` }).end(Buffer.alloc(length));
    });
    const file = await open(url);
    expect((await file.read(0, size)).length).toBe(size);
    expect(asked.slice(1)).toEqual(["bytes=0-8388607", "bytes=8388608-16777215", "bytes=16777216-20971519"]);
  });

  it("follows a redirect without taking the token to another server", async () => {
    const tokens: (string | undefined)[] = [];
    const store = await serve((request, response) => {
      tokens.push(request.headers.authorization);
      ranged(request, response);
    });
    const hub = await serve((request, response) => {
      tokens.push(request.headers.authorization);
      response.writeHead(302, { location: `${store}/signed` }).end();
    });
    const file = await open(`${hub}/models.parquet`, "hf_x");
    expect(await file.read(0, 4)).toEqual(CONTENT.slice(0, 4));
    expect(tokens).toEqual(["Bearer hf_x", undefined, "Bearer hf_x", undefined]);
  });

  it("holds a small file of a server that ignores Range", async () => {
    const url = await serve((_, response) => response.end(CONTENT));
    const file = await open(url);
    expect([file.size, await file.read(5, 7)]).toEqual([1000, CONTENT.slice(5, 7)]);
  });

  it("refuses a large file of a server that ignores Range, without reading it all", async () => {
    let sent = 0;
    const url = await serve((_, response) => {
      const piece = Buffer.alloc(1024 * 1024);
      const more = () => {
        if (response.destroyed || sent > 200) return;
        sent++;
        response.write(piece, more);
      };
      more();
    });
    await expect(open(url)).rejects.toMatchObject({
      code: "INPUT_TOO_LARGE",
      next: expect.stringContaining("Download"),
    });
    expect(sent).toBeLessThan(100);
  });

  it("notices a file that changes, by its size or its ETag", async () => {
    let etag = '"1"';
    const url = await serve((request, response) => ranged(request, response, etag));
    const file = await open(url);
    etag = '"2"';
    await expect(file.read(0, 4)).rejects.toMatchObject({ code: "INPUT_UNREADABLE" });
  });

  it.each([
    ["a whole file to a Range request", 200, {}, "BAD_RESPONSE"],
    ["another size", 206, { "content-range": "bytes 0-3/9" }, "INPUT_UNREADABLE"],
    ["no size", 206, { "content-range": "bytes 0-3/*" }, "INPUT_UNREADABLE"],
    ["too few bytes", 206, { "content-range": "bytes 0-3/1000" }, "BAD_RESPONSE"],
  ] as const)("does not take %s for the piece", async (_name, status, headers, code) => {
    let first = true;
    const url = await serve((request, response) => {
      if (first) ranged(request, response);
      else response.writeHead(status, headers).end("ab");
      first = false;
    });
    const file = await open(url);
    await expect(file.read(0, 4)).rejects.toMatchObject({ code });
  });

  it("says what a server says that has no such file, or an empty one", async () => {
    const missing = await serve((_, response) => response.writeHead(404).end());
    await expect(open(missing)).rejects.toMatchObject({
      code: "INPUT_UNREADABLE",
      next: "Check the address.",
    });
    const empty = await serve((_, response) => response.writeHead(416).end());
    await expect(open(empty)).rejects.toMatchObject({ code: "INPUT_UNREADABLE" });
  });
});
