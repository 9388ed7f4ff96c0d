import { deferred } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { handClock } from "../testing/hand-clock.js";
import { lateJson } from "./late-json.js";

/** Longer than undici's timeouts allow. */
const TOO_LONG = 300_000;

function answering() {
  const clock = handClock();
  const { promise, resolve, reject } = deferred<object>();
  const response = lateJson(promise, (error) => ({ error: String(error) }), clock, { "X-Run-Id": "r" });
  return { clock, response, resolve, reject };
}

describe("a JSON answer", () => {
  it("is a plain one, or a plain failure, as long as clients wait", async () => {
    const early = answering();
    early.resolve({ a: 1 });
    const response = await early.response;
    expect([response.headers.get("X-Run-Id"), await response.json(), early.clock.sleepers]).toEqual([
      "r",
      { a: 1 },
      0,
    ]);
    const failing = answering();
    failing.reject(new Error("no"));
    await expect(failing.response).rejects.toThrow("no");
  });

  it("begins with spaces before clients give up, and is still JSON", async () => {
    const { clock, response, resolve } = answering();
    await clock.pass(TOO_LONG - 1);
    const late = await response;
    expect([late.status, late.headers.get("Content-Type")]).toEqual([200, "application/json"]);
    const text = late.text();
    await new Promise(setImmediate);
    await clock.pass(TOO_LONG - 1);
    resolve({ a: 1 });
    expect(await text).toMatch(/^ {2}\{/);
    expect([JSON.parse(await text), clock.sleepers]).toEqual([{ a: 1 }, 0]);
  });

  it("says a late failure in its body, and keeps no timer for a client that is gone", async () => {
    const failing = answering();
    await failing.clock.pass(TOO_LONG);
    const text = (await failing.response).text();
    await new Promise(setImmediate);
    failing.reject(new Error("no"));
    expect(JSON.parse(await text)).toEqual({ error: "Error: no" });
    const left = answering();
    await left.clock.pass(TOO_LONG);
    const reader = (await left.response).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await new Promise(setImmediate);
    expect(left.clock.sleepers).toBe(0);
  });
});
