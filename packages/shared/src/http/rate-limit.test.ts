import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRateLimit, RateGate, retryAfterMs } from "./rate-limit.js";

describe("parseRateLimit", () => {
  it("reads the Hub's headers", () => {
    const headers = new Headers({
      ratelimit: '"api";r=489;t=189',
      "ratelimit-policy": '"fixed window";"api";q=500;w=300',
    });
    expect(parseRateLimit(headers)).toEqual({ bucket: "api", remaining: 489, resetMs: 189_000, quota: 500 });
  });

  it("returns null for garbage", () => {
    expect(parseRateLimit(new Headers({ ratelimit: "soon" }))).toBeNull();
  });
});

describe("retryAfterMs", () => {
  it.each([
    [{ "retry-after": "3" }, 3000],
    [{ "retry-after-ms": "40" }, 40],
    [{ "retry-after": "Thu, 01 Jan 1970 00:00:05 GMT" }, 5000],
    [{ "retry-after": "tomorrow" }, null],
    [{ "retry-after": "9".repeat(400) }, 86_400_000],
    [{ "retry-after": "Fri, 31 Dec 9999 23:59:59 GMT" }, 86_400_000],
    [{ "retry-after-ms": "Infinity" }, 86_400_000],
    [{ "retry-after-ms": "-5" }, null],
    [{}, null],
  ])("reads %j as %s", (headers, expected) => {
    expect(retryAfterMs(new Headers(headers), 0)).toBe(expected);
  });
});

describe("RateGate", () => {
  it("lets requests pass while it knows nothing", () => {
    expect(new RateGate().waitMs("https://hub.test", "api", 0)).toBe(0);
  });

  it("spreads nothing where the server states no quota, until none is left", () => {
    const gate = new RateGate();
    gate.note("https://hub.test", new Headers({ ratelimit: '"api";r=1;t=5' }), 0);
    expect(gate.waitMs("https://hub.test", "api", 0)).toBe(0);
    gate.note("https://hub.test", new Headers({ ratelimit: '"api";r=0;t=5' }), 0);
    expect(gate.waitMs("https://hub.test", "api", 0)).toBe(6000);
  });

  it("forgets a window that is over", () => {
    const gate = new RateGate();
    gate.note("https://hub.test", new Headers({ ratelimit: '"api";r=0;t=5' }), 0);
    expect(gate.waitMs("https://hub.test", "api", 1000)).toBe(5000);
    expect(gate.waitMs("https://hub.test", "api", 5000)).toBe(0);
  });

  it("never asks to wait longer than the rest of the window and a second", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(300), fc.nat(300_000), (remaining, seconds, now) => {
        const gate = new RateGate();
        const policy = '"fixed window";"api";q=500;w=300';
        gate.note(
          "o",
          new Headers({ ratelimit: `"api";r=${remaining};t=${seconds}`, "ratelimit-policy": policy }),
          0,
        );
        const wait = gate.waitMs("o", "api", now);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.max(0, seconds * 1000 - now) + 1000);
      }),
    );
  });
});
