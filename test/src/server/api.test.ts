import { join } from "node:path";
import { JsonlRunStore, newRunId } from "@hugginggpt/runtime";
import type { RunEvent } from "@hugginggpt/shared";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Bench, startBench } from "../e2e/bench.js";
import { planning, planOf } from "../e2e/scripts.js";
import { makeHome, type TempHome } from "../e2e/temp-home.js";
import { BEGUN, MODELS, REGISTRY, RUN, RUNS } from "./answers.js";
import { type RunningServer, startServer } from "./running-server.js";

const SPEAK = { task: "text-to-speech", args: { text: "The lighthouse is open." } };
const MOOD = { task: "text-classification", args: { text: "I love this harbour" } };

describe("the API of runs", () => {
  let bench: Bench;
  let home: TempHome;
  let server: RunningServer;
  beforeAll(async () => {
    bench = await startBench();
    home = makeHome();
    server = await startServer(bench, bench.synced, ["--backend", "builtin", "--backend", "controller"]);
  });
  afterEach(() => bench.reset());
  afterAll(async () => {
    await server.stop();
    await bench.close();
    home.remove();
  });

  it("takes a request with files, tells its events with their numbers, and gives the answer and the files", async () => {
    bench.answerBy(
      planning(planOf({ task: "summarization", args: { text: "<FILE>-1" } }, { ...SPEAK, id: 1 })),
    );
    const text = new TextEncoder().encode("One thing happened. Then another. In the end all was well again.");
    const run = await server.begin("summarize this and say something", {}, { "note.txt": text });
    const events = await server.events(run);
    expect(events.filter(({ seq }) => seq !== null).map(({ seq }) => seq)).toEqual(
      events.filter(({ seq }) => seq !== null).map((_, place) => place + 1),
    );
    expect(events.at(-1)).toMatchObject({ type: "run-ended", status: "done" });
    const view = RUN.parse(await server.json(`/api/runs/${run}`));
    expect(view).toMatchObject({ run, status: "done", files: [{ name: "note.txt" }], proposal: null });
    const [file] = view.tasks[1]?.artifacts ?? [];
    expect(file).toMatchObject({ mediaType: "audio/wav", name: "1-text-to-speech.wav" });
    const sound = await fetch(`${server.url}${file?.href}`);
    expect(sound.headers.get("content-security-policy")).toMatch(/^sandbox; default-src 'none'/);
    expect(sound.headers.get("x-content-type-options")).toBe("nosniff");
    expect(sound.headers.get("content-type")).toBe("audio/wav");
    expect((await sound.arrayBuffer()).byteLength).toBe(file?.bytes);
    expect(await server.json(`/api/runs/${run}/manifest`)).toMatchObject({
      files: [{ file: file?.name, license: "bsd-4-clause" }],
    });
  });

  it("goes on after the number of the event that a client had last, and ends a client that has all", async () => {
    bench.answerBy(planning(planOf(MOOD)));
    const run = await server.begin("mood?");
    const all = (await server.events(run)).filter(({ seq }) => seq !== null);
    const later = await server.ask(`/api/runs/${run}/events`, { headers: { "Last-Event-ID": "3" } });
    expect((await later.text()).split("\n\n").filter((event) => event.startsWith("id: "))[0]).toMatch(
      /^id: 4\n/,
    );
    expect((await server.events(run, 3)).map(({ type }) => type)).toEqual(
      all.slice(3).map(({ type }) => type),
    );
    expect((await server.ask(`/api/runs/${run}/events?after=${all.length}`)).status).toBe(204);
    const unknown = await server.ask(`/api/runs/${run}/events?after=99999`);
    expect(await unknown.text()).toMatch(/^id: 1\n/);
  });

  it("tells the events of a run that another process works on, until that gives the run back", async () => {
    const run = newRunId(0);
    const claim = await new JsonlRunStore(join(bench.synced, "runs")).claim(run);
    const add = (event: RunEvent) => claim.append([{ at: 1, event }]);
    await add({
      type: "run-started",
      run,
      request: "r",
      controller: "offline",
      at: new Date(0).toISOString(),
    });
    const following = await server.ask(`/api/runs/${run}/events?after=1`);
    await add({ type: "warning", message: "it goes on" });
    await add({ type: "run-ended", status: "done", seconds: 1 });
    await claim.giveBack();
    expect((await following.text()).match(/^id: .*/gm)).toEqual(["id: 2", "id: 3"]);
    expect((await server.ask(`/api/runs/${run}/events?after=3`)).status).toBe(204);
  });

  it("gives back the files that a run was given, to those with the token alone", async () => {
    bench.answerBy(planning(planOf({ task: "summarization", args: { text: "<FILE>-1" } })));
    const text = new TextEncoder().encode("One thing happened. <script>alert(1)</script>");
    const run = await server.begin("summarize", {}, { "note.html": text });
    const path = `/api/runs/${run}/files/1`;
    const whole = await server.ask(path);
    expect(whole.status).toBe(200);
    expect(whole.headers.get("content-disposition")).toMatch(/^attachment/);
    expect(whole.headers.get("content-security-policy")).toContain("sandbox");
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(bytes.length).toBeGreaterThan(10);
    const part = await server.ask(path, { headers: { Range: "bytes=1-3" } });
    expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, bytes.subarray(1, 4)]);
    for (const none of ["0", "2", "-1", "1.5", "x", "%2e%2e"])
      expect((await server.ask(`/api/runs/${run}/files/${none}`)).status, none).toBe(404);
    expect((await fetch(`${server.url}${path}`)).status).toBe(401);
  });

  it("gives parts of a file, and refuses what lies outside it", async () => {
    bench.answerBy(planning(planOf(SPEAK)));
    const run = await server.begin("say it");
    const [file] = (await server.ended(run)).tasks[0]?.artifacts ?? [];
    const path = `/api/runs/${run}/artifacts/${file?.name}`;
    const whole = Buffer.from(await (await server.ask(path)).arrayBuffer());
    const part = async (range: string) => {
      const response = await server.ask(path, { headers: { Range: range } });
      return [
        response.status,
        response.headers.get("content-range"),
        Buffer.from(await response.arrayBuffer()),
      ] as const;
    };
    expect(await part("bytes=0-3")).toEqual([206, `bytes 0-3/${whole.length}`, whole.subarray(0, 4)]);
    expect(await part("bytes=10-")).toEqual([
      206,
      `bytes 10-${whole.length - 1}/${whole.length}`,
      whole.subarray(10),
    ]);
    expect(await part("bytes=-5")).toEqual([
      206,
      `bytes ${whole.length - 5}-${whole.length - 1}/${whole.length}`,
      whole.subarray(-5),
    ]);
    expect((await part(`bytes=${whole.length}-`)).slice(0, 2)).toEqual([416, `bytes */${whole.length}`]);
    expect((await part("pages=1-2"))[0]).toBe(200);
    for (const name of ["..%2f..%2fregistry.sqlite", "%2e%2e", "manifest.json", "9-none.png"])
      expect((await server.ask(`/api/runs/${run}/artifacts/${name}`)).status, name).toBe(404);
  });

  it("begins one run for a request that is sent again under the same key, and refuses the key for another", async () => {
    bench.answerBy(planning(planOf(MOOD)));
    const key = { "Idempotency-Key": "k1" };
    const [first, again] = await Promise.all(
      [1, 2].map(async () => BEGUN.parse(await server.posted("/api/runs", { request: "mood?" }, key)).run),
    );
    if (first === undefined) throw new Error("no run was begun");
    expect(again).toBe(first);
    await server.ended(first);
    expect(await server.posted("/api/runs", { request: "mood?" }, key)).toMatchObject({
      run: first,
      joined: true,
    });
    const other = await server.posted("/api/runs", { request: "another?" }, key);
    expect(other).toMatchObject({ error: { code: "CONFLICT" } });
  });

  it("waits for an answer to the plan, takes a change, and takes one answer only", async () => {
    bench.answerBy(planning(planOf(MOOD)));
    const run = await server.begin("mood?", { approve: true });
    const events = await server.ask(`/api/runs/${run}/events`);
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = "";
    while (!seen.includes("approval-wanted")) seen += (await reader?.read())?.value ?? "";
    expect(await server.json(`/api/runs/${run}`)).toMatchObject({
      status: "waiting",
      proposal: { tasks: [{}] },
    });
    expect(await server.json("/api/runs?limit=1")).toMatchObject({ runs: [{ run, status: "waiting" }] });
    const changed = await server.post(`/api/runs/${run}/approve`, { plan: planOf(SPEAK) });
    expect(changed.status).toBe(200);
    while (!/"text-to-speech"[\s\S]*approval-wanted/.test(seen)) seen += (await reader?.read())?.value ?? "";
    await reader?.cancel();
    const [yes, no] = await Promise.all(
      [true, false].map((approve) => server.post(`/api/runs/${run}/approve`, { approve })),
    );
    expect([yes?.status, no?.status].sort()).toEqual([200, 409]);
  });

  it("stops a run, goes on with it, and runs it again from a task with another model", async () => {
    bench.answerBy(planning(planOf(MOOD)));
    const run = await server.begin("mood?", { approve: true });
    const stopped = await server.post(`/api/runs/${run}/cancel`, {});
    expect(await stopped.json()).toEqual({ run, stopped: true });
    expect(await server.json(`/api/runs/${run}`)).toMatchObject({ status: "cancelled" });
    expect((await server.post(`/api/runs/${run}/cancel`, {})).status).toBe(200);
    const done = await server.begin("mood?");
    const { tasks } = await server.ended(done);
    expect((await server.post(`/api/runs/${done}/resume`, {})).status).toBe(409);
    const other = tasks[0]?.candidates.at(-1)?.id;
    const again = BEGUN.parse(await server.posted(`/api/runs/${done}/rerun`, { task: 0, model: other }));
    expect(await server.ended(again.run)).toMatchObject({ status: "done", from: { run: done, task: 0 } });
    const wrong = await server.posted(`/api/runs/${done}/rerun`, { task: 0, model: "no/model" });
    expect(wrong).toMatchObject({ error: { code: "USAGE", next: "Choose one of them." } });
  });

  it("lists runs, the latest first, and finds them by their words", async () => {
    bench.answerBy(planning(planOf(MOOD)));
    const run = await server.begin("a very special mood?");
    await server.ended(run);
    const { runs } = RUNS.parse(await server.json("/api/runs?limit=2"));
    expect(runs[0]).toMatchObject({ run, status: "done" });
    const found = RUNS.parse(await server.json("/api/runs?q=VERY%20special"));
    expect(found.runs.map((one) => one.run)).toEqual([run]);
  });

  it.each([
    ["no JSON", "/api/runs", "{", "application/json", 400, "BODY_INVALID"],
    ["an unknown key", "/api/runs", '{"request":"x","out":"/etc"}', "application/json", 400, "BODY_INVALID"],
    ["nothing", "/api/runs", "{}", "application/json", 400, "USAGE"],
    ["a text", "/api/runs", "x", "text/plain", 415, "TYPE_UNSUPPORTED"],
    [
      "an unknown run",
      "/api/runs/20200101-000000000-x/cancel",
      "{}",
      "application/json",
      404,
      "RUN_NOT_FOUND",
    ],
    [
      "a run that waits for nothing",
      "/api/runs/x/approve",
      '{"approve":true}',
      "application/json",
      409,
      "CONFLICT",
    ],
    ["an unknown address", "/api/none", "{}", "application/json", 404, "NOT_FOUND"],
  ])("refuses %s in the one form of an error", async (_what, path, body, type, status, code) => {
    const response = await server.ask(path, { method: "POST", body, headers: { "Content-Type": type } });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({
      error: {
        code,
        message: expect.any(String),
        next: expect.any(String),
        type: expect.any(String),
        param: null,
      },
    });
  });

  it("searches the registry with filters, explains scores, and shows a model", async () => {
    const found = MODELS.parse(
      await server.json("/api/models?q=what%20is%20the%20mood&task=text-classification&k=3&explain=true"),
    );
    expect(found.models.length).toBeGreaterThan(0);
    expect(found.models[0]).toMatchObject({
      model: { task: "text-classification" },
      why: { lexical: expect.any(Number) },
    });
    const id = found.models[0]?.model.id;
    expect(await server.json(`/api/models/${id}`)).toMatchObject({ model: { id } });
    expect((await server.ask("/api/models/none/such")).status).toBe(404);
    for (const unknown of ["models?k=0", "models?limit=5", "models?k=1&k=2", "runs?k=5"])
      expect((await server.ask(`/api/${unknown}`)).status, unknown).toBe(400);
    const { tasks } = z.object({ tasks: z.array(z.unknown()) }).parse(await server.json("/api/tasks"));
    expect(tasks.length).toBeGreaterThan(20);
    const { models, facets } = REGISTRY.parse(await server.json("/api/registry"));
    expect(models.hub).toBeGreaterThan(0);
    for (const values of [facets.licenses, facets.providers, facets.years]) {
      expect(values[0]).toEqual({ name: expect.stringMatching(/^[\w.-]+$/), models: expect.any(Number) });
      expect(values.length).toBeLessThanOrEqual(20);
    }
    expect(await server.json("/api/setup")).toMatchObject({ controller: expect.stringContaining("openai:") });
    expect(await server.json("/api/sync")).toEqual({ state: "idle", progress: null, last: null });
  });

  it("says that it lives and takes work, and counts what it answers", async () => {
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    const text = await (await server.ask("/metrics")).text();
    expect(text).toMatch(
      /hugginggpt_http_request_seconds_count\{route="\/api\/runs",method="POST",status="2xx"\} \d+/,
    );
    expect(text).not.toContain("20200101");
    expect(await server.json("/openapi.json")).toMatchObject({
      openapi: "3.1.0",
      paths: { "/api/runs": expect.any(Object) },
    });
  });
});
