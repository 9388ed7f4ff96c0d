import { describe, expect, it } from "vitest";
import { describeError } from "./describe-error.js";
import { Fault } from "./fault.js";
import { recordedError, recordFault } from "./record-fault.js";

describe("recordFault", () => {
  it("comes back as the same fault after JSON, without its cause", () => {
    const fault = new Fault("RATE_LIMITED", "Too many requests", {
      wanted: "run a model",
      came: "HTTP 429",
      next: "Wait.",
      retryable: true,
      status: 429,
      retryAfterMs: 2_000,
      about: ["input", "limit"],
      cause: new Error("secret"),
    });
    const line = JSON.stringify(recordFault(fault));
    expect(line).not.toContain("secret");
    const again = recordedError(JSON.parse(line));
    expect(again).toMatchObject({ code: "RATE_LIMITED", retryable: true, status: 429, retryAfterMs: 2_000 });
    expect(again).toMatchObject({ about: ["input", "limit"] });
    expect(describeError(again)).toBe(describeError(fault));
  });

  it("reads a record from before refusals had topics: about nothing that is known", () => {
    expect(recordedError({ code: "BAD_REQUEST", message: "no", status: 400 })).toMatchObject({ about: [] });
  });

  it("keeps the message of what is no fault", () => {
    expect(recordFault("odd")).toEqual({ code: null, message: "odd" });
    const again = recordedError(recordFault(new TypeError("broken")));
    expect(again).toBeInstanceOf(Error);
    expect(again).not.toBeInstanceOf(Fault);
    expect(again.message).toBe("broken");
  });
});
