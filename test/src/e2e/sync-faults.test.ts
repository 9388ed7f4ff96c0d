import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import type { InjectedFault } from "../loopback/fault-rules.js";
import { failWith, htmlPage, rateLimited, resetConnection, truncateBody } from "../loopback/faults.js";
import type { LoopbackRequest } from "../loopback/loopback-request.js";
import { dumpRegistry, type RegistryDump } from "./registry-dump.js";
import { startSync, syncAll } from "./syncing.js";
import { makeHome, tempHome } from "./temp-home.js";

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
  afterAll(async () => {
    await hub.close();
    whole.remove();
  });

  it.each<[string, InjectedFault]>([
    ["a spent rate limit on every kind of request", rateLimited(0)],
    ["502 and 503", failWith(503)],
    ["cut connections", resetConnection()],
    ["bodies that end too early", truncateBody()],
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
    expect(end.stderr).toContain("Waiting 2.0 s to read the Hub's listing");
    expect(dumpRegistry(home)).toEqual(faultless);
  });

  it("with web pages instead of cards ends, and the next sync puts it right", async () => {
    const home = tempHome();
    hub.inject({
      match: firstTimeOf((request) => someRequests(4)(request) && isCard(request)),
      fault: htmlPage(),
    });
    const first = await syncAll({ hub, home });
    expect(first.cards.failed).toBeGreaterThan(3);
    const second = await syncAll({ hub, home });
    expect(second.cards.fetched + second.cards.missing).toBe(first.cards.failed);
    expect(second.cards.failed).toBe(0);
    expect(withoutChangeNumbers(dumpRegistry(home))).toEqual(withoutChangeNumbers(faultless));
  });

  it("with a web page instead of the listing ends with 5 and keeps what was there", async () => {
    const home = tempHome();
    await syncAll({ hub, home });
    hub.inject({ match: "/api/models?", fault: htmlPage() });
    const end = await startSync({ hub, home }).ended;
    expect(end.code).toBe(5);
    expect(end.stderr).toContain("the answer is no JSON");
    expect(dumpRegistry(home)).toEqual(faultless);
  });

  it("with a provider's list that stays broken keeps what was stored of it, and names it", async () => {
    const home = tempHome();
    await syncAll({ hub, home });
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

function isCard({ path }: LoopbackRequest): boolean {
  return path.includes("/raw/");
}

/** A card that came late has its vector written again, under a later number. */
function withoutChangeNumbers(dump: RegistryDump): RegistryDump {
  return { ...dump, vectors: dump.vectors.map((row) => row.replace(/"seq":\d+,/, "")) };
}
