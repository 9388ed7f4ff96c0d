import { afterEach, describe, expect, it } from "vitest";
import {
  failWith,
  gate,
  gzipBomb,
  honestly,
  htmlPage,
  hugeBody,
  type InjectedFault,
  inTurn,
  invalidUtf8,
  type LoopbackServer,
  rateLimited,
  resetConnection,
  startLoopback,
  truncateBody,
  wrongJson,
} from "../index.js";
import { json } from "./reply.js";

const servers: LoopbackServer[] = [];

async function echo(options: { seed?: number } = {}): Promise<LoopbackServer> {
  const server = await startLoopback(({ path }) => json({ path }), options);
  servers.push(server);
  return server;
}

async function faulty(fault: InjectedFault): Promise<LoopbackServer> {
  const server = await echo();
  server.inject({ fault });
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe("a loopback server", () => {
  it("listens on 127.0.0.1 only, on a port of its own, and can be closed and its requests read", async () => {
    const server = await echo();
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await fetch(`${server.url}/a?b=c`, { method: "POST", body: "hello", headers: { "X-Name": "value" } });
    expect(server.requests).toMatchObject([
      { method: "POST", path: "/a", status: 200, headers: { "x-name": "value" } },
    ]);
    expect(Buffer.from(server.requests[0]?.body ?? []).toString()).toBe("hello");
    server.clearRequests();
    expect(server.requests).toEqual([]);
  });

  it("answers 500 with the message where its handler throws", async () => {
    const server = await startLoopback(() => {
      throw new Error("no such row");
    });
    servers.push(server);
    const response = await fetch(server.url);
    expect([response.status, await response.text()]).toEqual([500, expect.stringContaining("no such row")]);
  });

  it("fails to start on a port that is taken", async () => {
    const { url } = await echo();
    await expect(startLoopback(() => json({}), { port: Number(new URL(url).port) })).rejects.toThrow(
      "EADDRINUSE",
    );
  });
});

describe("a fault", () => {
  it("hits the requests that match, so often as it was told, after those that it lets pass", async () => {
    const server = await echo();
    const rule = server.inject({ match: /^GET \/x/, fault: failWith(503), times: 2, after: 1 });
    const statuses = [];
    for (const path of ["/y", "/x", "/x", "/y", "/x", "/x"])
      statuses.push((await fetch(server.url + path)).status);
    expect(statuses).toEqual([200, 200, 503, 200, 503, 200]);
    expect(rule.hits).toBe(2);
  });

  it("with a chance hits the same requests for the same seed", async () => {
    const run = async (seed: number) => {
      const server = await echo({ seed });
      server.inject({ fault: failWith(500), chance: 0.5 });
      const statuses = [];
      for (let i = 0; i < 20; i++) statuses.push((await fetch(server.url)).status);
      return statuses.join();
    };
    const first = await run(7);
    expect(first).toContain("200");
    expect(first).toContain("500");
    expect(await run(7)).toBe(first);
    expect(await run(8)).not.toBe(first);
  });

  it("ends when it is removed or the server is healed", async () => {
    const server = await faulty(failWith(500));
    server.heal();
    const rule = server.inject({ fault: failWith(502) });
    expect((await fetch(server.url)).status).toBe(502);
    rule.remove();
    expect((await fetch(server.url)).status).toBe(200);
  });

  it("can take turns: 503 once, then well", async () => {
    const server = await faulty(inTurn(failWith(503), honestly));
    expect([(await fetch(server.url)).status, (await fetch(server.url)).status]).toEqual([503, 200]);
  });

  it("can be a 429 with and without the headers that say how long to wait", async () => {
    const told = await fetch((await faulty(rateLimited(3))).url);
    expect([told.status, told.headers.get("ratelimit")]).toEqual([429, '"api";r=0;t=3']);
    expect((await fetch((await faulty(rateLimited())).url)).headers.get("ratelimit")).toBeNull();
  });

  it("can cut the connection before the headers or within the body", async () => {
    const reset = await faulty(resetConnection());
    await expect(fetch(reset.url)).rejects.toThrow("fetch failed");
    expect(reset.requests[0]?.status).toBeNull();
    const cut = await fetch((await faulty(truncateBody())).url);
    expect(cut.status).toBe(200);
    await expect(cut.text()).rejects.toThrow();
    const none = await fetch((await faulty(truncateBody(0))).url);
    await expect(none.text()).rejects.toThrow();
  });

  it("can be a web page with 200, the wrong type, or bytes that are no UTF-8", async () => {
    const page = await fetch((await faulty(htmlPage())).url);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    expect(await (await fetch((await faulty(wrongJson(["no", "object"]))).url)).json()).toEqual([
      "no",
      "object",
    ]);
    const garbled = await (await fetch((await faulty(invalidUtf8())).url)).arrayBuffer();
    expect(() => new TextDecoder("utf-8", { fatal: true }).decode(garbled)).toThrow();
  });

  it("can be a body far larger decoded than on the wire, or simply large", async () => {
    expect((await (await fetch((await faulty(gzipBomb(3))).url)).arrayBuffer()).byteLength).toBe(
      3 * 1024 * 1024,
    );
    expect((await (await fetch((await faulty(hugeBody(2))).url)).arrayBuffer()).byteLength).toBe(
      2 * 1024 * 1024,
    );
  });

  it("can hold half of a body back", async () => {
    const slow = gate();
    const response = await fetch((await faulty(slow.body)).url);
    expect(response.status).toBe(200);
    const body = response.json();
    await slow.arrived;
    slow.release();
    expect(await body).toEqual({ path: "/" });
  });
});
