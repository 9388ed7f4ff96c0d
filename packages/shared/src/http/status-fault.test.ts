import { describe, expect, it } from "vitest";
import { statusFault } from "./status-fault.js";

function refused(status: number, headers: Record<string, string> = {}) {
  const refusal = { purpose: "run m", url: new URL("https://a.test/x"), secrets: [] };
  return statusFault({ ...refusal, status, headers: new Headers(headers), body: "", now: 0 });
}

describe("a refusal by its status alone", () => {
  it.each([
    [413, /^Send less: a smaller file/],
    [414, /^Shorten the request/],
    [415, /^Save the file in another format/],
    [402, /^Buy credits/],
    [503, /^Try again later/],
  ])("%i says what to do", (status, next) => {
    const fault = refused(status);
    expect(fault.message).toBe(`Could not run m: a.test answered ${status}`);
    expect(fault.next).toMatch(next);
  });

  it("has the code and the retries of its class, unless the status has its own", () => {
    const own: Readonly<Record<number, string>> = {
      401: "CREDENTIALS_REJECTED",
      402: "CREDITS_EXHAUSTED",
      403: "CREDENTIALS_REJECTED",
      404: "NOT_FOUND",
      408: "TIMEOUT",
      410: "NOT_FOUND",
      429: "RATE_LIMITED",
    };
    const classes = ["BAD_RESPONSE", "BAD_REQUEST", "SERVER_ERROR"];
    for (let status = 300; status < 600; status++) {
      const fault = refused(status);
      expect(fault.code, `${status}`).toBe(own[status] ?? classes[Math.floor(status / 100) - 3]);
      expect(fault.retryable, `${status}`).toBe([408, 425, 429, 500, 502, 503, 504].includes(status));
    }
  });

  it.each([
    [429, "7", /^Try again in 7 s, or set a token/],
    [429, "0.2", /^Try again in 1 s, or/],
    [429, "soon", /^Try again later, or/],
    [503, "90", /^Try again in 1 min 30 s\.$/],
  ])("%i with Retry-After: %s says how long to wait", (status, wait, next) => {
    expect(refused(status, { "Retry-After": wait }).next).toMatch(next);
  });
});
