import { faultOf } from "@hugginggpt/testing";
import { describe, expect, test } from "vitest";
import { FAKE_HUB, fakeHub, json } from "../testing/fake-hub.js";
import { testHttp } from "../testing/test-http.js";
import { type ListingPage, listModels } from "./list-models.js";

const LISTING = { sort: "createdAt", task: null, author: null, only: null, pageSize: 2, from: null } as const;
const MODELS = ["a/a", "b/b", "c/c", "d/d", "e/e"].map((id, at) => ({
  item: {
    id,
    createdAt: `2024-01-0${9 - at}T00:00:00.000Z`,
    pipeline_tag: at % 2 ? "translation" : "fill-mask",
  },
  readme: null,
}));

async function pagesOf(fetcher: typeof fetch, listing = {}, token: string | null = null) {
  const pages: ListingPage[] = [];
  for await (const page of listModels(
    testHttp(fetcher),
    { endpoint: FAKE_HUB, token },
    { ...LISTING, ...listing },
  )) {
    pages.push(page);
  }
  return pages;
}

describe("the pager", () => {
  test("yields every page with the query of the one after it", async () => {
    const pages = await pagesOf(fakeHub(MODELS).fetch);
    expect(pages.map(({ models }) => models.map(({ id }) => id))).toEqual([
      ["a/a", "b/b"],
      ["c/c", "d/d"],
      ["e/e"],
    ]);
    expect(pages.map(({ next }) => next?.includes("cursor=") ?? null)).toEqual([true, true, null]);
    expect(pages[0]?.servedAt).toBe("2026-11-22T07:30:00.000Z");
  });

  test("goes on from a stored query", async () => {
    const hub = fakeHub(MODELS);
    const [first] = await pagesOf(hub.fetch);
    const pages = await pagesOf(hub.fetch, { from: first?.next });
    expect(pages.flatMap(({ models }) => models.map(({ id }) => id))).toEqual(["c/c", "d/d", "e/e"]);
  });

  test("asks for the fields, the order and the task, with the token", async () => {
    const hub = fakeHub(MODELS);
    await pagesOf(hub.fetch, { task: "translation", sort: "lastModified" }, "hf_secret");
    const [request] = hub.requests;
    const query = new URL(request?.url ?? "").searchParams;
    expect(query.get("pipeline_tag")).toBe("translation");
    expect(query.get("sort")).toBe("lastModified");
    expect(query.get("limit")).toBe("2");
    expect(query.getAll("expand[]")).toContain("baseModels");
    expect(request?.headers.get("authorization")).toBe("Bearer hf_secret");
  });

  test("leaves malformed items out and counts them", async () => {
    const hub = fakeHub([]);
    hub.intercept = () => json([{ id: "a/a" }, { id: "../b" }, null, 3, { name: "x" }]);
    const [page] = await pagesOf(hub.fetch);
    expect(page).toMatchObject({ malformed: 4, next: null });
    expect(page?.models.map(({ id }) => id)).toEqual(["a/a"]);
  });

  test("ends at a page without items even where it names a next one", async () => {
    const hub = fakeHub([]);
    hub.intercept = () => json([], { link: '<?cursor=1>; rel="next"' });
    expect(await pagesOf(hub.fetch)).toHaveLength(1);
  });

  test("ends with a fault when a page names one that was read before", async () => {
    const hub = fakeHub([]);
    hub.intercept = (_, at) => json([{ id: "a/a" }], { link: `<?cursor=${at % 3}>; rel="next"` });
    expect(await faultOf(pagesOf(hub.fetch))).toMatchObject({ code: "BAD_RESPONSE" });
    expect(hub.requests.length).toBeLessThan(6);
  });

  test("never follows a link to another host, nor tells it the token", async () => {
    const hub = fakeHub([]);
    hub.intercept = (_, at) =>
      json(
        [{ id: `a/${at}` }],
        at === 0 ? { link: '<https://evil.test/api/models?cursor=1>; rel="next"' } : {},
      );
    expect(await pagesOf(hub.fetch, {}, "hf_secret")).toHaveLength(2);
    expect(hub.requests.map(({ url }) => new URL(url).host)).toEqual(["hub.test", "hub.test"]);
    hub.intercept = () => json([{ id: "a/a" }], { link: '<https://evil.test/models?cursor=1>; rel="next"' });
    expect(await faultOf(pagesOf(hub.fetch, {}, "hf_secret"))).toMatchObject({ code: "EGRESS_BLOCKED" });
  });

  test("reads the next page of a mirror that passes the official Hub's links through from the mirror", async () => {
    const hub = fakeHub([]);
    hub.intercept = (_, at) =>
      at === 0
        ? json([{ id: "a/a" }], { link: '<https://huggingface.co/api/models?cursor=1>; rel="next"' })
        : json([{ id: "b/b" }]);
    expect(await pagesOf(hub.fetch)).toHaveLength(2);
    expect(hub.requests.map(({ url }) => url)[1]).toBe(`${FAKE_HUB}/api/models?cursor=1`);
  });

  test("reports an answer that is no list", async () => {
    const hub = fakeHub([]);
    hub.intercept = () => json({ error: "no" });
    expect(await faultOf(pagesOf(hub.fetch))).toMatchObject({ code: "BAD_RESPONSE" });
  });

  test("says what to check where the server has no listing", async () => {
    const hub = fakeHub([]);
    hub.intercept = () => new Response("<h1>Nothing here</h1>", { status: 404 });
    expect(await faultOf(pagesOf(hub.fetch))).toMatchObject({
      code: "BAD_RESPONSE",
      next: "Check HF_ENDPOINT.",
    });
  });

  test("waits as a spent limit asks, and reads on", async () => {
    const hub = fakeHub(MODELS);
    hub.intercept = (_, at) =>
      at === 1 ? new Response("", { status: 429, headers: { ratelimit: '"api";r=0;t=7' } }) : null;
    expect((await pagesOf(hub.fetch)).flatMap(({ models }) => models)).toHaveLength(5);
  });
});
