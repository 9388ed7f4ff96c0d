import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { type RunningServer, startServer } from "./running-server.js";

describe("who may ask a server", () => {
  let bench: Bench;
  let server: RunningServer;
  beforeAll(async () => {
    bench = await startBench();
    server = await startServer(bench, bench.synced, ["--allow-origin", "http://localhost:9999"]);
  });
  afterAll(async () => {
    await server.stop();
    await bench.close();
  });

  /** Asks as no browser lets a page: with any header. */
  const raw = (path: string, headers: Record<string, string>, method = "GET") =>
    new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      const sent = request(`${server.url}${path}`, { method, headers, agent: false }, (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (piece) => {
          body += piece;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
      sent.on("error", reject);
      sent.end();
    });
  const bearer = () => ({ Authorization: `Bearer ${server.token}` });

  it.each([
    ["none", {}],
    ["a wrong one", { Authorization: "Bearer wrong" }],
    ["one of another scheme", { Authorization: "Basic d3Jvbmc=" }],
    ["a wrong key", { "x-api-key": "wrong" }],
    ["a cookie that is not ours", { Cookie: "hugginggpt-token=wrong" }],
  ])("is whoever has the token; with %s the answer is 401", async (_what, headers) => {
    for (const path of ["/api/runs", "/api/models", "/v1/models", "/mcp", "/metrics"]) {
      const { status, body } = await raw(path, headers);
      expect([status, JSON.parse(body).error.code], path).toEqual([401, "UNAUTHORIZED"]);
    }
  });

  it("is asked under its own names only, so that no page whose name was pointed here gets in", async () => {
    const port = new URL(server.url).port;
    for (const host of [
      "evil.example",
      `evil.example:${port}`,
      "127.0.0.1",
      `127.0.0.1.nip.io:${port}`,
      "localhost",
    ])
      for (const path of ["/healthz", "/mcp", "/v1/models"])
        expect((await raw(path, { ...bearer(), Host: host })).status, host).toBe(403);
    for (const host of [`localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`])
      expect((await raw("/healthz", { Host: host })).status, host).toBe(200);
  });

  it("is no page of another origin, but for those that were named", async () => {
    for (const origin of [
      "https://evil.example",
      "null",
      "file://",
      `http://evil.${new URL(server.url).host}`,
    ])
      for (const path of ["/api/runs", "/mcp", "/v1/models"])
        expect((await raw(path, { ...bearer(), Origin: origin })).status, origin).toBe(403);
    const named = await raw("/api/runs", { ...bearer(), Origin: "http://localhost:9999" });
    expect([named.status, named.headers["access-control-allow-origin"]]).toEqual([
      200,
      "http://localhost:9999",
    ]);
    expect((await raw("/api/runs", { ...bearer(), Origin: server.url })).status).toBe(200);
  });

  it("takes the token of its link into a cookie that no script reads, and out of the address", async () => {
    const { status, headers } = await raw(`/?token=${server.token}`, {});
    expect([status, headers.location]).toEqual([303, "./"]);
    const [cookie = ""] = headers["set-cookie"] as string[];
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    expect((await raw("/?token=wrong", {})).status).toBe(401);
    const given = { Cookie: cookie.split(";")[0] ?? "" };
    expect((await raw("/api/runs", given)).status).toBe(200);
    const changes = (more: Record<string, string>) =>
      raw("/api/runs/x/cancel", { ...given, ...more }, "POST");
    expect((await changes({})).status).toBe(403);
    expect((await changes({ "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
    expect((await changes({ Origin: "https://evil.example" })).status).toBe(403);
    expect((await changes({ "Sec-Fetch-Site": "same-origin" })).status).toBe(404);
    expect((await changes({ Origin: server.url })).status).toBe(404);
  });

  it("lets no page frame it, load anything from elsewhere, or guess types", async () => {
    const { headers } = await raw("/healthz", {});
    expect(headers["content-security-policy"]).toContain("default-src 'self'");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["content-security-policy"]).not.toContain("unsafe");
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });

  it("opens a file's link without a token, and no other file with it", async () => {
    const run = `20261130-120000000-${"a".repeat(32)}`;
    for (const path of [
      `/files/${run}/${"0".repeat(24)}/0-a.png`,
      `/images/${run}-${"0".repeat(24)}-0-a.png`,
      "/images/x",
    ])
      expect((await raw(path, {})).status, path).toBe(404);
  });
});

describe("a server for others", () => {
  it("is not started without a token that was chosen", async () => {
    const bench = await startBench();
    try {
      const { code, stderr } = await bench.run(["serve", "--host", "0.0.0.0", "--port", "0"], {
        home: bench.synced,
      });
      expect([code, stderr]).toEqual([2, expect.stringContaining("HUGGINGGPT_TOKEN")]);
    } finally {
      await bench.close();
    }
  });
});
