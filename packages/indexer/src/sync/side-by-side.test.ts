import { describe, expect, it } from "vitest";
import { sideBySide } from "./side-by-side.js";

describe("sideBySide", () => {
  it("begins both at once and ends after the slower one", async () => {
    const told: string[] = [];
    const both = sideBySide(
      async () => {
        told.push("first begins");
        await new Promise(setImmediate);
        told.push("first ends");
      },
      async () => {
        told.push("second begins");
        for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
        told.push("second ends");
      },
    );
    await both;
    const began = told.slice(0, 2).sort();
    expect([...began, ...told.slice(2)]).toEqual([
      "first begins",
      "second begins",
      "first ends",
      "second ends",
    ]);
  });

  it("aborts the second where the first fails, and throws what the first threw", async () => {
    let reason: unknown = null;
    const second = (signal?: AbortSignal) =>
      new Promise<void>((_, reject) => {
        signal?.addEventListener("abort", () => {
          reason = signal.reason;
          reject(new Error("aborted"));
        });
      });
    const fail = () => Promise.reject(new Error("no vectors"));
    await expect(sideBySide(fail, second)).rejects.toThrow("no vectors");
    expect(reason).not.toBeNull();
  });

  it("throws what the second threw, after the first ended", async () => {
    let ended = false;
    const first = async () => {
      await new Promise(setImmediate);
      ended = true;
    };
    await expect(sideBySide(first, () => Promise.reject(new Error("disk full")))).rejects.toThrow(
      "disk full",
    );
    expect(ended).toBe(true);
  });
});
