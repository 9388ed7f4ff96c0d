import { describe, expect, it } from "vitest";
import { scriptedTransport } from "../testing/scripted-transport.js";
import { HttpClient } from "./http-client.js";
import { libraryFetch } from "./library-fetch.js";

function fetchOver(replies: (Response | Error)[], sent: string[] = []) {
  const http = new HttpClient({
    transport: scriptedTransport(async (input) => {
      sent.push(String(input));
      const reply = replies.shift() ?? new Response("unscripted", { status: 500 });
      if (reply instanceof Error) throw reply;
      return reply;
    }),
    clock: { now: () => 0, sleep: async () => undefined },
    random: () => 0,
    userAgent: "test",
    secrets: [],
  });
  return (rewrite?: (url: URL) => URL) =>
    libraryFetch(http, {
      purpose: "ask",
      deadlineMs: 1000,
      tries: 2,
      maxWaitMs: 1000,
      ...(rewrite ? { rewrite } : {}),
    });
}

describe("libraryFetch", () => {
  it("tries a refusal again and returns the good answer", async () => {
    const fetch = fetchOver([new Response("", { status: 503 }), new Response("ok")])();
    expect(await (await fetch("https://api.test/v1")).text()).toBe("ok");
  });

  it("tries a lost connection again, and names it when it stays lost", async () => {
    const lost = new TypeError("fetch failed", { cause: new Error("ECONNREFUSED") });
    expect(await (await fetchOver([lost, new Response("ok")])()("https://api.test/v1")).text()).toBe("ok");
    await expect(fetchOver([lost, lost])()("https://api.test/v1")).rejects.toMatchObject({ code: "NETWORK" });
  });

  it("returns the last refusal with its body, so that the library can read it", async () => {
    const fetch = fetchOver([new Response("a", { status: 500 }), new Response("b", { status: 500 })])();
    const response = await fetch("https://api.test/v1", { method: "POST", body: "{}" });
    expect(response.status).toBe(500);
    expect(await response.text()).toBe("b");
  });

  it("sends to the rewritten address", async () => {
    const sent: string[] = [];
    const fetch = fetchOver([new Response("ok")], sent)((url) => new URL(url.pathname, "http://127.0.0.1:9"));
    await fetch("https://router.test/v1/models");
    expect(sent).toEqual(["http://127.0.0.1:9/v1/models"]);
  });
});
