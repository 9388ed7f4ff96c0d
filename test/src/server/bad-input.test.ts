import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { planning, planOf } from "../e2e/scripts.js";
import { BEGUN } from "./answers.js";
import { type RunningServer, startServer } from "./running-server.js";

const SPEAK = { task: "text-to-speech", args: { text: "The lighthouse is open." } };
const SLOW = 300;

describe("a server that is treated badly", () => {
  let bench: Bench;
  let server: RunningServer;
  const sockets = new Set<Socket>();
  beforeAll(async () => {
    bench = await startBench();
    server = await startServer(bench, bench.synced, ["--backend", "builtin"]);
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    bench.reset();
  });
  afterAll(async () => {
    await server.stop();
    await bench.close();
  });

  const open = async (): Promise<Socket> => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    sockets.add(socket);
    socket.on("error", () => undefined);
    await once(socket, "connect");
    return socket;
  };
  /** Sends a head as it stands, and returns the status. */
  const statusOf = async (...lines: readonly string[]): Promise<number> => {
    const socket = await open();
    socket.write(`${lines.join("\r\n")}\r\nConnection: close\r\n\r\n`);
    let answer = "";
    for await (const piece of socket.setEncoding("utf8")) answer += piece;
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
  };

  it("takes no request under two names, nor for another server's address", async () => {
    const own = new URL(server.url).host;
    const host = `Host: ${own}`;
    expect(await statusOf("GET /healthz HTTP/1.1", host)).toBe(200);
    expect(await statusOf(`GET http://${own}/healthz HTTP/1.1`, host)).toBe(200);
    const refused = [400, 403];
    for (const head of [
      ["GET /healthz HTTP/1.1", host, "Host: evil.example"],
      ["GET /healthz HTTP/1.1", "Host: evil.example", host],
      ["GET /healthz HTTP/1.1"],
      ["GET http://evil.example/healthz HTTP/1.1", host],
      [`GET http://evil.example@${own}.evil.example/healthz HTTP/1.1`, host],
      ["GET /healthz HTTP/1.1", "Host: evil.example", `X-Forwarded-Host: ${own}`],
    ])
      expect(refused, head.join(" | ")).toContain(await statusOf(...head));
  });

  it("serves others while hundreds of connections send nothing, or half a head", async () => {
    const slow = await Promise.all(Array.from({ length: SLOW }, open));
    for (const [n, socket] of slow.entries())
      if (n % 2 === 0) socket.write("POST /api/runs HTTP/1.1\r\nHost: ");
    bench.answerBy(planning(planOf(SPEAK)));
    expect(await server.ended(await server.begin("say it"))).toMatchObject({ status: "done" });
    expect(slow.filter(({ destroyed }) => destroyed)).toEqual([]);
  });

  it("ends a run whose stream is never read", async () => {
    bench.answerBy(planning(planOf(SPEAK)));
    const run = await server.begin("say it", { approve: true });
    const socket = (await open()).pause();
    socket.write(
      `GET /api/runs/${run}/events HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\nAuthorization: Bearer ${server.token}\r\n\r\n`,
    );
    await server.reaches(run, "approval-wanted");
    expect((await server.post(`/api/runs/${run}/approve`, { approve: true })).status).toBe(200);
    expect(await server.ended(run)).toMatchObject({ status: "done" });
  });

  it.each([
    ["of another version", '{"version": 99, "steps": [{"uses": "text-to-speech"}]}'],
    ["that is none", "[[[["],
    ["of an unknown task", [{ id: 0, task: "time-travel", args: {}, dep: [-1] }]],
    ["that waits for itself", [{ id: 0, task: "text-to-speech", args: { text: "x" }, dep: [0] }]],
  ])("says of a plan %s what is wrong with it, and runs nothing", async (_what, plan) => {
    const answer = await server.posted("/api/runs", { request: "say it", plan });
    const begun = BEGUN.safeParse(answer);
    if (!begun.success) {
      const error = { code: expect.stringMatching(/^[A-Z_]+$/), message: expect.any(String) };
      expect(answer).toMatchObject({ error });
      return;
    }
    const view = await server.ended(begun.data.run);
    expect(view.tasks.filter(({ status }) => status === "done")).toEqual([]);
    expect(view.error).toMatch(/plan|task/i);
  });
});
