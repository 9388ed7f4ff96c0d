import { describe, expect, it } from "vitest";
import { describeError, describeProblem } from "./describe-error.js";
import { EXIT, exitCodeOf } from "./exit-code.js";
import { Fault } from "./fault.js";

describe("describeError", () => {
  it("gives the message, what came and the next step in one line", () => {
    const fault = new Fault("CONFIG_INVALID", "HF_ENDPOINT is no address", {
      came: "nonsense",
      next: "Correct it.",
    });
    expect(describeError(fault)).toBe("HF_ENDPOINT is no address (nonsense). Correct it.");
  });

  it("does not repeat what the message already says", () => {
    expect(describeError(new Fault("NETWORK", "no answer from x", { came: "x" }))).toBe("no answer from x.");
  });
});

describe("describeProblem", () => {
  it("leaves the next step to whoever says it apart", () => {
    const said = new Fault("SERVER_ERROR", 'x answered 500 "oops".', { next: "Try again." });
    expect(describeProblem(said)).toBe('x answered 500 "oops"');
    expect(describeProblem(new Fault("USAGE", "no such task", { wanted: "a task", next: "Look." }))).toBe(
      "no such task. Expected a task",
    );
    expect(describeProblem(new TypeError("m"))).toBe("m");
  });
});

describe("exitCodeOf", () => {
  it.each([
    [new Fault("USAGE", "m"), EXIT.usage],
    [new Fault("CREDENTIALS_MISSING", "m"), EXIT.configuration],
    [new Fault("REGISTRY_LOCKED", "m"), EXIT.registry],
    [new Fault("NETWORK", "m"), EXIT.network],
    [new Fault("NOT_FOUND", "m"), EXIT.network],
    [new Fault("EGRESS_BLOCKED", "m"), EXIT.network],
    [new Fault("PLAN_INVALID", "m"), EXIT.failed],
    [new TypeError("m"), EXIT.bug],
  ])("maps %s to %i", (error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});
