import { createHash } from "node:crypto";
import { cpSync } from "node:fs";
import type { SyncReport } from "@hugginggpt/shared";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import type { InjectedFault } from "../loopback/fault-rules.js";
import {
  failWith,
  foreignLink,
  gzipBomb,
  htmlPage,
  hugeBody,
  invalidUtf8,
  loopingLink,
  rateLimited,
  resetConnection,
  trickledBody,
  truncateBody,
  wrongJson,
} from "../loopback/faults.js";
import type { LoopbackRequest } from "../loopback/loopback-request.js";
import { startLoopback } from "../loopback/loopback-server.js";
import { json } from "../loopback/reply.js";
import { dumpRegistry, type RegistryDump } from "./registry-dump.js";
import { HF_SECRET } from "./secrets.js";
import { startSync, startSyncProcess, syncAll } from "./syncing.js";
import { makeHome, tempHome } from "./temp-home.js";

/**
 * Has a process write the most memory that it held, in KiB, as the last thing it does. On Linux `maxRSS` begins with what
 * its parent held, so the process's own count is read there.
 */
const TELL_PEAK = `--import=data:text/javascript,${encodeURIComponent(`
  import { existsSync, readFileSync, writeSync } from "node:fs";
  const status = "/proc/self/status";
  const own = () => /VmHWM:\\s+(\\d+)/.exec(readFileSync(status, "utf8"))[1];
  process.on("exit", () => {
    writeSync(2, "peak " + (existsSync(status) ? own() : process.resourceUsage().maxRSS) + "\\n");
  });`)}`;
/** Far from what two of the bodies would take; a sync of 37 models takes about 120 MB. */
const PEAK_LIMIT = 256 * 1024;

describe("indexer sync from a Hub that fails", () => {
  const whole = makeHome();
  let hub: HubServer;
  let faultless: RegistryDump;
  beforeAll(async () => {
    hub = await startHub({ rows: readHubRows(INVENTED_FILE) });
    await syncAll({ hub, home: whole.path });
    faultless = dumpRegistry(whole.path);
  });
  beforeEach(() => hub.heal());
  /** A home that was synced before anything failed. */
  const wholeHome = (): string => {
    const home = tempHome();
    cpSync(whole.path, home, { recursive: true });
    return home;
  };
  afterAll(async () => {
    await hub.close();
    whole.remove();
  });

  it.each<[string, InjectedFault]>([
    ["a spent rate limit on every kind of request", rateLimited(0)],
    ["a spent rate limit that does not say when it ends", rateLimited()],
    ["502 and 503", failWith(503)],
    ["cut connections", resetConnection()],
    ["bodies that end too early", truncateBody()],
    ["bodies that come in small pieces", trickledBody()],
  ])("with %s comes to the same registry in one go", async (_what, fault) => {
    const home = tempHome();
    const rule = hub.inject({ match: firstTimeOf(someRequests(4)), fault });
    expect(await syncAll({ hub, home })).toMatchObject({ status: "done", cards: { failed: 0 } });
    expect(rule.hits).toBeGreaterThan(10);
    expect(dumpRegistry(home)).toEqual(faultless);
  });

  it("waits as long as the rate limit says, and says so", async () => {
    const home = tempHome();
    hub.inject({ match: "/api/models?", times: 1, fault: rateLimited(1) });
    const end = await startSync({ hub, home }).ended;
    expect(end.code).toBe(0);
    expect(end.stderr).toContain("Hub asks for a pause; trying again in 2.0 s");
    expect(dumpRegistry(home)).toEqual(faultless);
  });

  it.each<[string, InjectedFault]>([
    ["web pages", htmlPage()],
    ["bodies of 200 MB", hugeBody(200)],
    ["bodies without an end", hugeBody(Number.POSITIVE_INFINITY)],
    ["bodies that unpack to 400 MB", gzipBomb(400)],
  ])(
    "with %s instead of cards ends within its memory, and the next sync puts it right",
    async (_what, fault) => {
      const home = tempHome();
      hub.inject({
        match: firstTimeOf((request) => someRequests(4)(request) && isCard(request)),
        fault,
      });
      const env = { NODE_OPTIONS: TELL_PEAK };
      const end = await startSyncProcess({ hub, home, args: ["--json"], env }).ended;
      expect(end.code).toBe(0);
      const first: SyncReport = JSON.parse(end.stdout);
      expect(first.cards.failed).toBeGreaterThan(3);
      expect(peakOf(end.stderr)).toBeLessThan(PEAK_LIMIT);
      const second = await syncAll({ hub, home });
      expect(second.cards.fetched + second.cards.missing).toBe(first.cards.failed);
      expect(second.cards.failed).toBe(0);
      expect(withoutChangeNumbers(dumpRegistry(home))).toEqual(withoutChangeNumbers(faultless));
    },
  );

  it.each<[string, InjectedFault, RegExp]>([
    ["a web page", htmlPage(), /the answer is not JSON/],
    ["what is no list", wrongJson({ models: [] }), /Hub's listing/],
    ["a body that unpacks to 400 MB", gzipBomb(400), /Hub's listing/],
    ["a body without an end", hugeBody(Number.POSITIVE_INFINITY), /Hub's listing/],
    ["bytes that are no UTF-8", invalidUtf8(), /the answer is not JSON/],
    ["a page that names itself as the next", loopingLink(), /Hub's listing/],
  ])("with %s instead of the listing ends with 5 and keeps what was there", async (_what, fault, message) => {
    const home = wholeHome();
    hub.inject({ match: "/api/models?", fault });
    const end = await startSync({ hub, home, args: ["--full"] }).ended;
    expect(end.stderr).toMatch(message);
    expect(end.code).toBe(5);
    expect(withoutPasses(dumpRegistry(home))).toEqual(withoutPasses(faultless));
  });

  it("whose next page is on another server does not go there", async () => {
    const elsewhere = await startLoopback(() => json([]));
    onTestFinished(() => elsewhere.close());
    const home = tempHome();
    hub.inject({
      match: "/api/models?",
      times: 1,
      fault: foreignLink(`${elsewhere.url}/api/datasets?cursor=x`),
    });
    const end = await startSync({ hub, home, env: { HF_TOKEN: HF_SECRET } }).ended;
    expect(elsewhere.requests).toEqual([]);
    expect(end.code).toBe(5);
    await syncAll({ hub, home });
    expect(dumpRegistry(home)).toEqual(faultless);
  });

  it("with a provider's list that stays broken keeps what was stored of it, and names it", async () => {
    const home = wholeHome();
    hub.inject({ match: "/api/partners/fal-ai/", fault: htmlPage() });
    const end = await startSync({ hub, home }).ended;
    expect(end.code).toBe(0);
    expect(end.stderr).toContain("endpoints of fal-ai could not be read");
    expect(dumpRegistry(home).endpoints).toEqual(faultless.endpoints);
  });
});

/** Matches about one of n paths, always the same ones, and the listing. */
function someRequests(n: number): (request: LoopbackRequest) => boolean {
  return ({ path }) =>
    path === "/api/models" || (createHash("sha256").update(path).digest()[0] ?? 0) % n === 0;
}

/** Matches a request the first time that its path is asked for. */
function firstTimeOf(match: (request: LoopbackRequest) => boolean): (request: LoopbackRequest) => boolean {
  const seen = new Set<string>();
  return (request) => {
    if (!match(request) || seen.has(request.path)) return false;
    seen.add(request.path);
    return true;
  };
}

function peakOf(stderr: string): number {
  const [, kib] = /^peak (\d+)$/m.exec(stderr) ?? expect.unreachable(stderr);
  return Number(kib);
}

function isCard({ path }: LoopbackRequest): boolean {
  return path.includes("/raw/");
}

/** Pages that came before a fault are listed again by the next pass. */
function withoutPasses(dump: RegistryDump): RegistryDump {
  return { ...dump, models: dump.models.map((row) => row.replace(/"pass":\d+,/, "")) };
}

/** A card that came late has its vector written again, under a later number. */
function withoutChangeNumbers(dump: RegistryDump): RegistryDump {
  return { ...dump, vectors: dump.vectors.map((row) => row.replace(/"seq":\d+,/, "")) };
}
