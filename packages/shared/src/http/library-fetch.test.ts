import { describe, expect, it } from "vitest";
import { scriptedTransport } from "../testing/scripted-transport.js";
import { HttpClient } from "./http-client.js";
import { libraryFetch } from "./library-fetch.js";

function fetchOver(replies: (Response | Error)[]) {
  const http = new HttpClient({
    transport: scriptedTransport(async () => {
      const reply = replies.shift() ?? new Response("unscripted", { status: 500 });
      if (reply instanceof Error) throw reply;
      return reply;
    }),
    clock: { now: () => 0, sleep: async () => undefined },
    random: () => 0,
    userAgent: "test",
    secrets: [],
  });
  return libraryFetch(http, { purpose: "ask", deadlineMs: 1000 });
}

describe("libraryFetch", () => {
  it("returns a good answer with its content type", async () => {
    const response = await fetchOver([Response.json({ a: 1 })])("https://api.test/v1");
    expect(response.headers.get("content-type")).toContain("json");
    expect(await response.json()).toEqual({ a: 1 });
  });

  it("throws what a refusal means, in the server's words, and a lost connection", async () => {
    const refused = fetchOver([Response.json({ detail: "no such route" }, { status: 404 })]);
    await expect(refused("https://api.test/v1", { method: "POST", body: "{}" })).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringContaining("no such route"),
    });
    const lost = new TypeError("fetch failed", { cause: new Error("ECONNREFUSED") });
    await expect(fetchOver([lost])("https://api.test/v1")).rejects.toMatchObject({ code: "NETWORK" });
  });

  it("throws the reason of the library's own signal", async () => {
    const signal = AbortSignal.abort(new Error("stop"));
    await expect(fetchOver([new Response("x")])("https://api.test/v1", { signal })).rejects.toThrow("stop");
  });
});
