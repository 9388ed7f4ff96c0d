import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dumpRegistry, type RegistryDump } from "../e2e/registry-dump.js";
import {
  AT_ONCE,
  CORPUS_NOTE,
  NO_CORPUS,
  PROVIDERS,
  sortRequests,
  startSyncProcess,
  syncAll,
  syncStruckAt,
} from "../e2e/syncing.js";
import { makeHome, tempHome } from "../e2e/temp-home.js";
import { CORPUS_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";

/** After how many of its requests each sync of the row is ended: in the listing, at the providers, among the cards. */
const STEPS = [1, 2, 9, 30, 120, 150];

/** A sync of the corpus sends 694 requests: 2 pages of the listing, 19 providers, 673 cards. */
const POINTS: readonly [string, number][] = [
  ["the first page of the listing is asked for", 1],
  ["the last providers' endpoints are asked for", 20],
  ["half of the cards were asked for", 358],
];

describe.skipIf(NO_CORPUS)(`indexer sync, ended by SIGKILL${CORPUS_NOTE}`, () => {
  const whole = makeHome();
  let hub: HubServer;
  let uninterrupted: RegistryDump;
  beforeAll(async () => {
    hub = await startHub({ rows: readHubRows(CORPUS_FILE) });
    await syncAll({ hub, home: whole.path });
    uninterrupted = dumpRegistry(whole.path);
  });
  afterAll(async () => {
    await hub.close();
    whole.remove();
  });

  it.each(POINTS)("when %s goes on to the same registry, row for row", async (_when, n) => {
    const home = tempHome();
    hub.clearRequests();
    expect((await syncStruckAt(n, "SIGKILL", { hub, home })).signal).toBe("SIGKILL");
    await syncAll({ hub, home });
    expect(dumpRegistry(home)).toEqual(uninterrupted);
    const { listing, endpoints, cards } = sortRequests(hub.requests);
    expect(listing.length).toBeLessThanOrEqual(2 + AT_ONCE.listing);
    expect(endpoints.length).toBeLessThanOrEqual(PROVIDERS + AT_ONCE.endpoints);
    expect(cards.length).toBeLessThanOrEqual(673 + AT_ONCE.cards);
    expect(hub.requests.length).toBeLessThanOrEqual(2 + PROVIDERS + 673 + AT_ONCE.cards);
  });

  it("six times in a row comes to the same registry, row for row, and gets on each time", async () => {
    const home = tempHome();
    hub.clearRequests();
    for (const n of STEPS) {
      expect((await syncStruckAt(n, "SIGKILL", { hub, home })).signal).toBe("SIGKILL");
    }
    await syncAll({ hub, home });
    expect(dumpRegistry(home)).toEqual(uninterrupted);
    const { listing, endpoints, cards } = sortRequests(hub.requests);
    expect(listing.length).toBeLessThanOrEqual(2 + AT_ONCE.listing * STEPS.length);
    expect(endpoints.length).toBeLessThanOrEqual(PROVIDERS + AT_ONCE.endpoints * STEPS.length);
    expect(cards.length).toBeLessThanOrEqual(673 + AT_ONCE.cards * STEPS.length);
  });

  it.each([
    ["texts begin to be embedded", /Cards: (\d+) of \1\n/],
    ["the last vectors were stored", /Vectors: (\d+) of \1\n/],
  ])("when %s comes to the same registry, and asks the Hub for nothing again", async (_when, line) => {
    const home = tempHome();
    const sync = startSyncProcess({ hub, home });
    sync.whenPrinted(line, () => sync.kill("SIGKILL"));
    expect((await sync.ended).signal).toBe("SIGKILL");
    hub.clearRequests();
    await syncAll({ hub, home });
    expect(dumpRegistry(home)).toEqual(uninterrupted);
    expect(hub.requests).toEqual([]);
  });
});
