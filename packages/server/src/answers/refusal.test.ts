import { FAULT_CODES, Fault } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { errorBody, Refusal, refusalOf } from "./refusal.js";

describe("an error as the server says it", () => {
  it.each(FAULT_CODES)("has for %s a status of its own, the code, and the next step", (code) => {
    const refusal = refusalOf(new Fault(code, "It went wrong", { next: "Do that." }));
    expect(refusal.status).toBeGreaterThanOrEqual(400);
    expect(refusal.status).not.toBe(500);
    const { error } = errorBody(refusal);
    expect(error).toMatchObject({ code, next: "Do that.", param: null });
    expect(error.message).toContain("It went wrong");
    expect(error.type === "server_error").toBe(refusal.status >= 500);
  });

  it("tells nothing of what is a bug", () => {
    for (const thrown of [new TypeError("secret of /home/me"), "secret", null, { message: "secret" }]) {
      const refusal = refusalOf(thrown);
      expect([refusal.status, refusal.code]).toEqual([500, "INTERNAL"]);
      expect(JSON.stringify(errorBody(refusal))).not.toContain("secret");
    }
  });

  it("is of the kind that OpenAI's clients know by its status", () => {
    const codes = ["UNAUTHORIZED", "HOST_REFUSED", "BODY_TOO_LARGE", "TOO_MANY", "DRAINING"] as const;
    const refusals = codes.map((code) => new Refusal(code, "No"));
    expect(refusals.map(({ status }) => status)).toEqual([401, 403, 413, 429, 503]);
    expect(refusals.map((refusal) => errorBody(refusal).error.type)).toEqual([
      ...["authentication_error", "authentication_error", "invalid_request_error"],
      ...["rate_limit_error", "server_error"],
    ]);
  });
});
