import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CallToolResult, Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { cliFile } from "../e2e/cli-process.js";
import { planning, planOf } from "../e2e/scripts.js";
import { tempHome } from "../e2e/temp-home.js";
import { gate } from "../loopback/gate.js";
import { simulatedPng } from "../media/simulated-png.js";
import { RUNS } from "./answers.js";
import { type RunningServer, startServer } from "./running-server.js";

const SPEAK = { task: "text-to-speech", args: { text: "The lighthouse is open." } };
const ERAS = [
  ["of 2025", "legacy"],
  ["of 2026", { pin: "2026-07-28" }],
] as const;
const TOOLS = [
  "search_models",
  "model_details",
  "plan_request",
  "run_request",
  "start_run",
  "get_run",
  "cancel_run",
];

const first = ({ content }: CallToolResult): string => (content[0]?.type === "text" ? content[0].text : "");

describe.each(ERAS)("a client of MCP %s", (_era, mode) => {
  let bench: Bench;
  let server: RunningServer;
  let client: Client;
  beforeAll(async () => {
    bench = await startBench();
    server = await startServer(bench, bench.synced, ["--backend", "builtin"]);
    client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), {
        requestInit: { headers: { Authorization: `Bearer ${server.token}` } },
      }),
    );
  });
  afterEach(() => bench.reset());
  afterAll(async () => {
    await client.close();
    await server.stop();
    await bench.close();
  });

  const call = (name: string, args: Record<string, unknown>, options = {}) =>
    client.callTool({ name, arguments: args }, options) as Promise<CallToolResult>;

  it("finds few tools, each with a description and schemas", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(TOOLS);
    for (const tool of tools)
      expect(tool).toMatchObject({
        description: expect.any(String),
        inputSchema: { type: "object" },
        outputSchema: { type: "object" },
      });
  });

  it("runs a request: the answer first, files as links that it can fetch, all of it structured", async () => {
    bench.answerBy(planning(planOf(SPEAK)));
    const result = await call("run_request", { request: "say that the lighthouse is open" });
    expect(result.isError).toBeFalsy();
    const { answer, files, run } = result.structuredContent as {
      answer: string;
      run: string;
      files: { uri: string; name: string }[];
    };
    expect(first(result)).toBe(answer);
    expect(result.content).toContainEqual(
      expect.objectContaining({ type: "resource_link", mimeType: "audio/wav", uri: files[0]?.uri }),
    );
    expect((await fetch(files[0]?.uri ?? "")).status).toBe(200);
    expect(run).toMatch(/[0-9a-f]{32}$/);
  });

  it("sees pictures as previews that no client chokes on", async () => {
    const png = `data:image/png;base64,${Buffer.from(simulatedPng("a boat")).toString("base64")}`;
    bench.answerBy(planning(planOf({ task: "canny-control", args: { image: "<FILE>-1" } })));
    const { content } = await call("run_request", { request: "the edges", files: [png] });
    const picture = content.find((part) => part.type === "image");
    expect(picture).toMatchObject({ mimeType: "image/png" });
    expect(JSON.stringify(content).length).toBeLessThan(1_000_000);
  });

  it("hears how a run goes where it sends a token for that", async () => {
    bench.answerBy(planning(planOf(SPEAK)));
    const told: { progress: number; message?: string }[] = [];
    await call(
      "run_request",
      { request: "say it again" },
      { onprogress: (one: (typeof told)[number]) => told.push(one) },
    );
    expect(told.map(({ message }) => message).join("\n")).toContain("Plan: text-to-speech");
    expect(told.map(({ progress }) => progress)).toEqual(told.map((_, place) => place + 1));
  });

  it("starts a run, waits for it as long as it wants, and gets the same as from a blocking call", async () => {
    bench.answerBy(planning(planOf(SPEAK)));
    const { structuredContent } = await call("start_run", { request: "say it once more" });
    const { run } = structuredContent as { run: string };
    const got = await call("get_run", { run, wait_s: 45 });
    expect(got.structuredContent).toMatchObject({ run, status: "done", files: [{ mediaType: "audio/wav" }] });
    expect((await call("cancel_run", { run })).structuredContent).toEqual({ run, stopped: false });
  });

  it("stops a run by closing its request, and one that it started by its handle", async () => {
    bench.answerBy(planning(planOf(SPEAK)));
    const held = gate();
    bench.llm.inject({ fault: held.whole });
    try {
      const stop = new AbortController();
      const closed = call("run_request", { request: "never over" }, { signal: stop.signal }).catch(
        () => null,
      );
      await held.arrived;
      const { run: first = "" } = RUNS.parse(await server.json("/api/runs?limit=1")).runs[0] ?? {};
      stop.abort("enough");
      expect(await closed).toBeNull();
      const statusOf = async (id: string) => (await server.ended(id)).status;
      await expect.poll(() => statusOf(first)).toBe("cancelled");
      const { run } = (await call("start_run", { request: "never over either" })).structuredContent as {
        run: string;
      };
      const waited = await call("get_run", { run, wait_s: 0 });
      expect(waited.structuredContent).toEqual({ run, status: "running" });
      expect((await call("cancel_run", { run })).structuredContent).toEqual({ run, stopped: true });
      await expect.poll(() => statusOf(run)).toBe("cancelled");
    } finally {
      held.release();
    }
  });

  it("is told what it can mend: an unknown handle, task, model and file", async () => {
    const wrong = [
      await call("get_run", { run: "20200101-000000000-0" }),
      await call("cancel_run", { run: "20200101-000000000-0" }),
      await call("search_models", { query: "x", task: "mind-reading" }),
      await call("model_details", { id: "no/model" }),
      await call("run_request", { request: "read this", files: ["/etc/passwd"] }),
      await call("run_request", { request: "read this", files: ["file:///etc/passwd"] }),
    ];
    for (const result of wrong)
      expect([result.isError, first(result).length > 20], first(result)).toEqual([true, true]);
    expect(first(wrong[4] as CallToolResult)).not.toContain("root:");
  });

  it("searches models and looks at one", async () => {
    const found = await call("search_models", { query: "what is the mood of a text", limit: 3 });
    const { models } = found.structuredContent as { models: { id: string }[] };
    expect(models).toHaveLength(3);
    const one = await call("model_details", { id: models[0]?.id });
    expect(one.structuredContent).toMatchObject({ id: models[0]?.id, card: expect.any(String) });
  });

  it("plans without running anything", async () => {
    bench.answerBy(planning(planOf(SPEAK)));
    const { structuredContent } = await call("plan_request", { request: "say it" });
    expect(structuredContent).toMatchObject({ plan: [{ id: 0, task: "text-to-speech" }] });
  });
});

describe("tools over standard input and output", () => {
  it("read files in the folders that were opened, and nothing by a way out of them", async () => {
    const home = tempHome();
    const inside = join(home, "inside");
    mkdirSync(inside);
    writeFileSync(join(inside, "note.txt"), "I love this harbour. It is calm.");
    writeFileSync(join(home, "secret.txt"), "secret");
    symlinkSync(join(home, "secret.txt"), join(inside, "link.txt"));
    writeFileSync(
      join(home, "hugginggpt.config.json"),
      JSON.stringify({ openai: { baseUrl: "http://evil.example/v1" } }),
    );
    const client = new Client({ name: "test", version: "1" });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [cliFile("hugginggpt"), "mcp", "--allow", inside, "--controller", "offline"],
        env: { HUGGINGGPT_HOME: join(home, "state"), HOME: home, PATH: process.env.PATH ?? "" },
        cwd: home,
        stderr: "pipe",
      }),
    );
    const call = async (file: string) => {
      const args = { request: "What is the mood of this text?", files: [file] };
      return (await client.callTool({ name: "run_request", arguments: args })) as CallToolResult;
    };
    try {
      for (const path of ["note.txt", join(inside, "note.txt")])
        expect((await call(path)).structuredContent, path).toMatchObject({ status: "done" });
      for (const path of ["link.txt", "../secret.txt", join(home, "secret.txt"), ".", "/dev/zero"])
        expect((await call(path)).isError, path).toBe(true);
    } finally {
      await client.close();
    }
  });
});
