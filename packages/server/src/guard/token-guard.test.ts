import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { Refusal } from "../answers/refusal.js";
import { handClock } from "../testing/hand-clock.js";
import { type Access, type GuardedEnv, takeToken, tokenGuard } from "./access.js";
import { requestRate } from "./request-rate.js";

const URL_HERE = "http://127.0.0.1:9000/api/runs";
const access: Access = { token: "right", hosts: () => [], origins: [] };

/** A server behind the guard; refusals are answered by their codes. */
function guarded(clock = handClock()) {
  const app = new Hono<GuardedEnv>();
  app.onError((error, context) =>
    error instanceof Refusal
      ? context.text(error.code, error.status, error.headers)
      : context.text("bug", 500),
  );
  app.use(takeToken(access), tokenGuard(access), requestRate(2, clock));
  app.all("*", (context) => context.text("done"));
  return { app, ask: async (init: RequestInit) => (await app.request(URL_HERE, init)).text() };
}

describe("tokenGuard", () => {
  it.each([
    ["GET", { authorization: "Bearer right" }, "done"],
    ["POST", { authorization: "Bearer right" }, "done"],
    ["POST", { "x-api-key": "right" }, "done"],
    ["GET", { authorization: "Bearer wrong" }, "UNAUTHORIZED"],
    ["GET", { "x-api-key": "righ" }, "UNAUTHORIZED"],
    ["GET", {}, "UNAUTHORIZED"],
    ["GET", { cookie: "hugginggpt-token=right" }, "done"],
    ["GET", { cookie: "hugginggpt-token=wrong" }, "UNAUTHORIZED"],
    ["GET", { cookie: "hugginggpt-token=right", authorization: "Bearer wrong" }, "UNAUTHORIZED"],
    ["POST", { cookie: "hugginggpt-token=right" }, "ORIGIN_REFUSED"],
    ["DELETE", { cookie: "hugginggpt-token=right", "sec-fetch-site": "cross-site" }, "ORIGIN_REFUSED"],
    ["POST", { cookie: "hugginggpt-token=right", "sec-fetch-site": "same-origin" }, "done"],
    ["POST", { cookie: "hugginggpt-token=right", origin: "http://127.0.0.1:9000" }, "done"],
  ] as const)("answers a %s with %j by %s", async (method, headers, expected) => {
    expect(await guarded().ask({ method, headers: { ...headers } })).toBe(expected);
  });

  it("turns the right token of a link into a cookie for thirty days, and no other", async () => {
    const { app } = guarded();
    const taken = await app.request(`${URL_HERE}?token=right`);
    expect([taken.status, taken.headers.get("location")]).toEqual([303, "./"]);
    expect(taken.headers.get("set-cookie")).toBe(
      "hugginggpt-token=right; Max-Age=2592000; Path=/; HttpOnly; SameSite=Strict",
    );
    const refused = await app.request(`${URL_HERE}?token=wrong`);
    expect([refused.status, refused.headers.get("set-cookie")]).toEqual([401, null]);
  });
});

describe("requestRate", () => {
  it("lets as many requests a minute pass, says when the next may come, and then lets it pass", async () => {
    const clock = handClock();
    const { app } = guarded(clock);
    const ask = () => app.request(URL_HERE, { headers: { "x-api-key": "right" } });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const refused = await ask();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "30"]);
    await clock.pass(29_999);
    expect((await ask()).status).toBe(429);
    await clock.pass(1);
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 429]);
  });
});
