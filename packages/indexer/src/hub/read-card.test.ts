import { isFault } from "@hugginggpt/shared";
import { describe, expect, test } from "vitest";
import { FAKE_HUB, fakeHub } from "../testing/fake-hub.js";
import { testHttp } from "../testing/test-http.js";
import { readCard } from "./read-card.js";

const WANTED = { id: "a/b", gated: false, etag: null };

function readWith(answer: () => Response, todo = {}, token: string | null = null) {
  const hub = fakeHub([]);
  hub.intercept = answer;
  const card = readCard(testHttp(hub.fetch), { endpoint: FAKE_HUB, token }, { ...WANTED, ...todo });
  return { hub, card };
}

async function codeOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return isFault(error) ? error.code : null;
}

describe("reading a card", () => {
  test("returns the README and its ETag", async () => {
    const { hub, card } = readWith(() => new Response("# Hi", { headers: { etag: 'W/"1"' } }));
    expect(await card).toEqual({ state: "read", markdown: "# Hi", etag: 'W/"1"', movedTo: null });
    expect(hub.requests[0]?.url).toBe(`${FAKE_HUB}/a/b/raw/main/README.md`);
  });

  test("asks by the stored ETag and says when nothing changed", async () => {
    const { hub, card } = readWith(() => new Response(null, { status: 304 }), { etag: '"x"' });
    expect(await card).toEqual({ state: "unchanged", movedTo: null });
    expect(hub.requests[0]?.headers.get("if-none-match")).toBe('"x"');
  });

  test("tells the new id where the Hub redirects to one", async () => {
    const hub = fakeHub([{ item: { id: "new/name" }, readme: "# Hi" }]);
    hub.moved.set("a/b", "new/name");
    const card = await readCard(testHttp(hub.fetch), { endpoint: FAKE_HUB, token: null }, WANTED);
    expect(card).toMatchObject({ state: "read", markdown: "# Hi", movedTo: "new/name" });
  });

  test("sends no ETag that could break the header", async () => {
    const { hub, card } = readWith(() => new Response("x"), { etag: '"a"\r\nx: y' });
    await card;
    expect(hub.requests[0]?.headers.get("if-none-match")).toBeNull();
  });

  test.each([404, 410])("calls a card missing at %i", async (status) => {
    expect(await readWith(() => new Response("", { status })).card).toEqual({ state: "missing" });
  });

  test("does not ask for a gated card without a token", async () => {
    const { hub, card } = readWith(() => new Response("x"), { gated: true });
    expect(await card).toEqual({ state: "gated" });
    expect(hub.requests).toHaveLength(0);
  });

  test.each([
    [401, {}, null],
    [403, {}, "hf_secret"],
    [401, { "x-error-code": "GatedRepo" }, "hf_secret"],
  ])("calls a card gated at %i %j with the token %j", async (status, headers, token) => {
    const { card } = readWith(() => new Response("", { status, headers }), {}, token);
    expect(await card).toEqual({ state: "gated" });
  });

  test("reports a token that the Hub does not know", async () => {
    const { card } = readWith(() => new Response("", { status: 401 }), {}, "hf_wrong");
    expect(await codeOf(card)).toBe("CREDENTIALS_REJECTED");
  });

  test("follows a renamed repository on the Hub, and tells no other host the token", async () => {
    const hub = fakeHub([{ item: { id: "new/b" }, readme: "moved" }]);
    hub.intercept = (request) => {
      const url = new URL(request.url);
      if (url.pathname.startsWith("/a/b/"))
        return new Response(null, { status: 307, headers: { location: "/new/b/raw/main/README.md" } });
      if (url.pathname.startsWith("/new/"))
        return new Response(null, { status: 302, headers: { location: "https://cdn.test/f" } });
      return new Response("moved");
    };
    const card = await readCard(testHttp(hub.fetch), { endpoint: FAKE_HUB, token: "hf_secret" }, WANTED);
    expect(card).toMatchObject({ state: "read", markdown: "moved" });
    expect(hub.requests.map(({ headers }) => headers.get("authorization"))).toEqual([
      "Bearer hf_secret",
      "Bearer hf_secret",
      null,
    ]);
  });

  test("reads invalid UTF-8 with replacement characters, and a binary file as an empty card", async () => {
    const invalid = readWith(() => new Response(new Uint8Array([104, 105, 255])));
    expect(await invalid.card).toMatchObject({ markdown: "hi\ufffd" });
    const binary = readWith(() => new Response(new Uint8Array([128, 2, 0, 255])));
    expect(await binary.card).toMatchObject({ markdown: "" });
  });

  test("refuses a web page that a proxy sends instead, and a file of more than 10 MiB", async () => {
    const page = readWith(
      () => new Response("<!doctype html><p>Login", { headers: { "content-type": "text/html" } }),
    );
    expect(await codeOf(page.card)).toBe("BAD_RESPONSE");
    const huge = readWith(() => new Response("x".repeat(10 * 1024 * 1024 + 1)));
    expect(await codeOf(huge.card)).toBe("RESPONSE_TOO_LARGE");
  });

  test("asks for nothing where the id is none", async () => {
    const { hub, card } = readWith(() => new Response("x"), { id: "../../api/whoami" });
    expect(await card).toEqual({ state: "missing" });
    expect(hub.requests).toHaveLength(0);
  });
});
