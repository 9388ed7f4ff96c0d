import { describe, expect, it } from "vitest";
import { standing } from "./run-view.js";

describe("how a run stands", () => {
  it("is as its record says once that has ended, also while the queue has not heard of it", () => {
    for (const status of ["done", "partial", "failed"] as const)
      for (const state of ["queued", "running", null] as const) expect(standing(status, state)).toBe(status);
    expect(standing("cancelled", "running")).toBe("cancelled");
  });

  it("is as the queue says before, and where a run that was cancelled waits again", () => {
    expect(standing("interrupted", "queued")).toBe("queued");
    expect(standing("interrupted", "running")).toBe("running");
    expect(standing("cancelled", "queued")).toBe("queued");
    expect(standing("interrupted", null)).toBe("interrupted");
    expect(standing("running", null)).toBe("running");
  });
});
