import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CORPUS_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import { dumpRegistry, type RegistryDump } from "./registry-dump.js";
import {
  AT_ONCE,
  CORPUS_NOTE,
  NO_CORPUS,
  PROVIDERS,
  sortRequests,
  syncAll,
  syncStruckAt,
} from "./syncing.js";
import { makeHome, tempHome } from "./temp-home.js";

/** A sync of the corpus sends 694 requests: 2 pages of the listing, 19 providers, 673 cards. */
const POINTS: readonly [string, number][] = [
  ["the first page of the listing is asked for", 1],
  ["the last providers' endpoints are asked for", 20],
  ["half of the cards were asked for", 358],
];

describe.skipIf(NO_CORPUS)(`indexer sync ended by SIGKILL${CORPUS_NOTE}`, () => {
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
});
