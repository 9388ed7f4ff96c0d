import { describe, expect, test } from "vitest";
import { FAKE_HUB, fakeHub } from "../testing/fake-hub.js";
import { testHttp } from "../testing/test-http.js";
import { readModel } from "./read-model.js";

const HUB = { endpoint: FAKE_HUB, token: null };

describe("one model", () => {
  test("is read by a former id, and says its present one", async () => {
    const hub = fakeHub([{ item: { id: "new/name", likes: 3 }, readme: null }]);
    hub.moved.set("old/name", "new/name");
    expect(await readModel(testHttp(hub.fetch), HUB, "old/name")).toMatchObject({ id: "new/name", likes: 3 });
    expect(hub.requests[0]?.url).toContain("/api/models/old/name?expand%5B%5D=author");
  });

  test.each([401, 403, 404, 410])("is null where the Hub answers %i", async (status) => {
    const hub = fakeHub([]);
    hub.intercept = () => new Response("{}", { status });
    expect(await readModel(testHttp(hub.fetch), HUB, "a/b")).toBeNull();
  });

  test("is null for an id that would climb in an address", async () => {
    const hub = fakeHub([]);
    expect(await readModel(testHttp(hub.fetch), HUB, "../etc")).toBeNull();
    expect(hub.requests).toHaveLength(0);
  });
});
