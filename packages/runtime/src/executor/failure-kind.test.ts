import { Fault } from "@hugginggpt/shared";
import { statusFault } from "@hugginggpt/shared/http";
import { describe, expect, it } from "vitest";
import { failureKind } from "./failure-kind.js";

const refusal = (status: number, error: string) =>
  statusFault({
    purpose: "run org/text-to-image-model at fal-ai",
    url: new URL("https://router.test/x"),
    status,
    headers: new Headers(),
    body: JSON.stringify({ error }),
    secrets: [],
    now: 0,
  });

describe("failureKind", () => {
  it.each([
    [401, "Invalid username or password.", "credential"],
    [403, "insufficient permissions", "credential"],
    [403, "Access to model a/b is restricted and you are not in the authorized list.", "lasting"],
    [403, "Access to this resource is disabled.", "lasting"],
    [402, "You have exceeded your monthly included credits", "credits"],
    [429, "slow down", "busy"],
    [503, "Model is currently loading", "busy"],
    [500, "oops", "passing"],
    [502, "", "passing"],
    [504, "", "passing"],
    [404, "Model x does not exist", "lasting"],
    [410, "gone", "lasting"],
    [400, "width must be a multiple of 8", "argument"],
    [400, "Input validation error: `inputs` tokens must be <= 4096", "argument"],
    [400, "we are closed on Sundays", "lasting"],
    [422, "Template error: template not found", "argument"],
    [413, "", "argument"],
  ])("takes %i %j as %s", (status, error, kind) => {
    expect(failureKind(refusal(status, error))).toBe(kind);
  });

  it("knows faults without an answer behind them, and takes bugs as lasting", () => {
    expect(failureKind(new Fault("NETWORK", "reset", { retryable: true }))).toBe("passing");
    expect(failureKind(new Fault("BAD_REQUEST", "fal-ai cannot be asked: no mask"))).toBe("argument");
    expect(failureKind(new Fault("BAD_RESPONSE", "no JSON", { retryable: true }))).toBe("passing");
    expect(failureKind(new Fault("BAD_RESPONSE", "m returned no text"))).toBe("lasting");
    expect(failureKind(new Fault("TIMEOUT", "late", { retryable: true }))).toBe("lasting");
    expect(failureKind(new Fault("UNSUPPORTED", "no"))).toBe("lasting");
    expect(failureKind(new TypeError("oops"))).toBe("lasting");
  });
});
