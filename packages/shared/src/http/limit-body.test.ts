import { once } from "node:events";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { limitBody } from "./limit-body.js";

const LIMITS = { maxBytes: 100, idleMs: 1000, purpose: "read an answer", secrets: [] };

describe("the timer of a body", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  it("ends with a body whose reader stopped in the middle, so that nothing keeps a process", async () => {
    const body = new PassThrough();
    const pieces = limitBody(body, LIMITS);
    body.write("a");
    expect((await pieces.next()).done).toBe(false);
    expect(vi.getTimerCount()).toBe(1);
    body.destroy();
    await once(body, "close");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is not against a reader who takes long, and is against a sender who does", async () => {
    const body = new PassThrough();
    const pieces = limitBody(body, LIMITS);
    body.write("a");
    await pieces.next();
    vi.advanceTimersByTime(5000);
    body.write("b");
    expect(Buffer.from((await pieces.next()).value ?? []).toString()).toBe("b");
    const silent = pieces.next();
    vi.advanceTimersByTime(1001);
    await expect(silent).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(vi.getTimerCount()).toBe(0);
  });
});
