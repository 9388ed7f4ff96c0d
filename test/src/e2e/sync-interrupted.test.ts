import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import { gate } from "../loopback/gate.js";
import { runCli } from "./cli.js";
import { dumpRegistry, openRegistryFile, type RegistryDump } from "./registry-dump.js";
import { sortRequests, startSync, startSyncProcess, syncAll, syncStruckAt } from "./syncing.js";
import { makeHome, tempHome } from "./temp-home.js";

describe("indexer sync, interrupted", () => {
  const whole = makeHome();
  let hub: HubServer;
  let uninterrupted: RegistryDump;
  beforeAll(async () => {
    hub = await startHub({ rows: readHubRows(INVENTED_FILE) });
    await syncAll({ hub, home: whole.path });
    uninterrupted = dumpRegistry(whole.path);
  });
  afterAll(async () => {
    await hub.close();
    whole.remove();
  });

  it.skipIf(process.platform === "win32").each([
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ] as const)(
    "by %s ends with %i, keeps the cards it read, and the next sync reads the others only",
    async (signal, code) => {
      const home = tempHome();
      const struck = await syncStruckAt(1 + 19 + 20, signal, { hub, home });
      expect(struck).toMatchObject({ code, signal: null });
      expect(JSON.parse(struck.stdout)).toMatchObject({ status: "interrupted", models: { added: 37 } });
      const kept = cardsIn(home);
      expect(kept.length).toBeGreaterThan(0);
      hub.clearRequests();
      expect(await syncAll({ hub, home })).toMatchObject({ status: "done" });
      const asked = sortRequests(hub.requests).cards.map(({ path }) => path);
      expect(kept.filter((id) => asked.includes(`/${id}/raw/main/README.md`))).toEqual([]);
      expect(dumpRegistry(home)).toEqual(uninterrupted);
    },
  );

  it("goes on where nobody reads its progress any more", async () => {
    const home = tempHome();
    const sync = startSyncProcess({ hub, home, args: ["--json"] });
    sync.whenPrinted(/Starting/, () => sync.closeStderr());
    const end = await sync.ended;
    expect(end.stderr).not.toContain("Vectors");
    expect(end).toMatchObject({ code: 0, signal: null });
    expect(JSON.parse(end.stdout)).toMatchObject({ status: "done", turn: "complete" });
    expect(dumpRegistry(home)).toEqual(uninterrupted);
  });

  it("is searched meanwhile, by several at once, and what its pages brought is found", async () => {
    const home = tempHome();
    const held = gate();
    const rule = hub.inject({ match: "/raw/", fault: held.whole });
    onTestFinished(() => {
      held.release();
      rule.remove();
    });
    const sync = startSync({ hub, home });
    await sync.reaches(held.arrived);
    const search = ["search", "invented-lab/ledger-mood-base", "--json"];
    const ends = await Promise.all([1, 2].map(() => runCli("registry", search, { home })));
    for (const { code, stdout } of ends) {
      expect(code).toBe(0);
      expect(JSON.parse(stdout).results[0].id).toBe("invented-lab/ledger-mood-base");
    }
    held.release();
    expect((await sync.ended).code).toBe(0);
    expect(dumpRegistry(home)).toEqual(uninterrupted);
  });

  it("is the only one at a time: a second one ends with 4 and names the first", async () => {
    const home = tempHome();
    const held = gate();
    const rule = hub.inject({ match: "/api/models?", fault: held.whole, times: 1 });
    onTestFinished(() => {
      held.release();
      rule.remove();
    });
    const first = startSyncProcess({ hub, home });
    await first.reaches(held.arrived);
    const second = await startSync({ hub, home }).ended;
    expect(second.code).toBe(4);
    expect(second.stderr).toContain(`locked by pid ${first.pid}`);
    expect(second.stderr).toMatch(/Wait until it ends/);
    held.release();
    expect((await first.ended).code).toBe(0);
    expect(dumpRegistry(home)).toEqual(uninterrupted);
  });
});

function cardsIn(home: string): string[] {
  const db = openRegistryFile(home);
  try {
    const sql = "SELECT models.id FROM models JOIN cards USING (row) WHERE source = 'hub'";
    return db.prepare<[], string>(sql).pluck().all();
  } finally {
    db.close();
  }
}
