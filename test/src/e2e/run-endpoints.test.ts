import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import { failWith } from "../loopback/faults.js";
import { type Bench, startBench } from "./bench.js";
import { PROVIDERS, sortRequests } from "./syncing.js";

const HOUR = 3_600_000;
const SPEECH = ["run", "Read 'Good evening' aloud", "--backend", "providers"];

/** Says when it was read last where models run. */
function setAge(home: string, hours: number): void {
  const db = new Database(join(home, "registry.sqlite"));
  const then = new Date(Date.now() - hours * HOUR).toISOString();
  db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('note:endpointsAt', ?)").run(then);
  db.close();
}

function readAt(home: string): number {
  const db = new Database(join(home, "registry.sqlite"), { readonly: true });
  const value = db.prepare("SELECT value FROM meta WHERE key = 'note:endpointsAt'").pluck().get();
  db.close();
  return Date.parse(String(value));
}

describe("where models run", () => {
  let bench: Bench;
  let hub: HubServer;
  beforeAll(async () => {
    bench = await startBench();
    hub = await startHub({ rows: readHubRows(INVENTED_FILE) });
  });
  afterEach(() => {
    bench.reset();
    hub.heal();
    hub.clearRequests();
  });
  afterAll(async () => {
    await Promise.all([bench.close(), hub.close()]);
  });

  const asked = () => sortRequests(hub.requests).endpoints.length;
  const run = (home: string, args = SPEECH, env: Record<string, string> = {}) =>
    bench.run(args, { home, env: { HF_ENDPOINT: hub.url, ...env } });

  it("is read anew by a run when it is a day old, once", async () => {
    const home = bench.home();
    setAge(home, 25);
    expect((await run(home)).code).toBe(0);
    expect(asked()).toBe(PROVIDERS);
    expect(Date.now() - readAt(home)).toBeLessThan(HOUR);
    expect((await run(home)).code).toBe(0);
    expect(asked()).toBe(PROVIDERS);
  });

  it.each([
    ["it is younger", 23, SPEECH, {}],
    ["nothing is asked of providers", 50, ["run", "Summarize 'It rained.'", "--backend", "builtin"], {}],
    ["there is no token", 50, ["run", "Summarize 'It rained.'", "--controller", "offline"], { HF_TOKEN: "" }],
  ])("is left alone when %s", async (_, hours, args, env) => {
    const home = bench.home();
    setAge(home, hours);
    expect((await run(home, args, env)).code).toBe(0);
    expect(hub.requests).toEqual([]);
  });

  it("is taken as it was where the Hub refuses, and the run says so at its end", async () => {
    const home = bench.home();
    setAge(home, 25);
    hub.inject({ match: () => true, fault: failWith(401) });
    const end = await run(home);
    expect(end.code, end.stderr).toBe(0);
    expect(end.stderr).toMatch(/Could not check where models run now/);
  });

  it("is taken as it was where nobody answers at the Hub's address", async () => {
    const home = bench.home();
    setAge(home, 25);
    const env = { HF_ENDPOINT: "http://127.0.0.1:9" };
    const end = await run(home, SPEECH, env);
    expect(end.code, end.stderr).toBe(0);
    expect(end.stderr).toMatch(/Could not check where models run now/);
    // It is not tried again within the hour.
    expect((await run(home, SPEECH, env)).stderr).not.toMatch(/could not be read/);
  });

  it.each([
    ["404", 404, { error: "Model not found" }],
    ["that it does not serve the model", 400, { error: "Model x is not supported by provider hf-inference" }],
  ])("is read anew when a provider answers %s", async (_, status, body) => {
    const home = bench.home();
    setAge(home, 1);
    bench.inference.inject({
      match: bench.worksAt("text-to-speech"),
      times: 1,
      fault: failWith(status, { body: JSON.stringify(body) }),
    });
    await run(home);
    expect(asked()).toBe(PROVIDERS);
  });

  it("is not read anew for another failure, nor when it was read a moment ago", async () => {
    const home = bench.home();
    setAge(home, 1);
    const match = bench.worksAt("text-to-speech");
    bench.inference.inject({ match, times: 1, fault: failWith(500) });
    await run(home);
    setAge(home, 0);
    bench.inference.inject({ match, times: 1, fault: failWith(404) });
    await run(home);
    expect(asked()).toBe(0);
  });
});
