import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Deadline } from "./deadline.js";

describe("Deadline", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("aborts its signal once the time is over, and says so", () => {
    const deadline = new Deadline(100);
    vi.advanceTimersByTime(99);
    expect([deadline.signal.aborted, deadline.isOver]).toEqual([false, false]);
    vi.advanceTimersByTime(1);
    expect([deadline.signal.aborted, deadline.isOver]).toEqual([true, true]);
  });

  it("aborts with the outer signal, by its reason, and is not over then", () => {
    const outer = new AbortController();
    const deadline = new Deadline(100, outer.signal);
    outer.abort("stop");
    vi.advanceTimersByTime(100);
    expect([deadline.signal.reason, deadline.isOver]).toEqual(["stop", false]);
    expect(new Deadline(100, outer.signal).signal.reason).toBe("stop");
  });

  it("does nothing more once it is cleared", () => {
    const outer = new AbortController();
    const deadline = new Deadline(100, outer.signal);
    deadline.clear();
    outer.abort("stop");
    vi.advanceTimersByTime(100);
    expect([deadline.signal.aborted, deadline.isOver]).toEqual([false, false]);
  });
});
