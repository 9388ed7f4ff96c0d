import { describe, expect, it } from "vitest";
import { newRunId } from "./stored-run.js";

describe("newRunId", () => {
  const at = Date.UTC(2026, 10, 22, 18, 42, 5, 123);

  it("sorts by time, also within a second", () => {
    const ids = [at, at + 1, at + 876, at + 877, at + 60_000].map(newRunId);
    expect(ids.toSorted()).toEqual(ids);
  });

  it("is a time and 128 bits that nobody can guess", () => {
    expect(newRunId(at)).toMatch(/^20261122-184205123-[0-9a-f]{32}$/);
    expect(newRunId(at)).not.toBe(newRunId(at));
  });
});
