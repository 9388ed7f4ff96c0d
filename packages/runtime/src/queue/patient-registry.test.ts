import { Fault, type FaultCode, type Registry } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { patientRegistry } from "./patient-registry.js";

const PAGE = { candidates: [], total: 0, notes: [] };
const QUERY = { text: "x", k: 1, filters: {} };

/** A registry whose database is away for so many questions, and the time that waiting for it takes. */
function away(times: number, code: FaultCode = "DATABASE_LOST", retryable = true) {
  let now = 0;
  let asked = 0;
  const search = async () => {
    if (asked++ < times) throw new Fault(code, "gone", { retryable });
    return PAGE;
  };
  const clock = {
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  // The cast: nothing else of it is asked.
  const registry = patientRegistry({ search } as unknown as Registry, { clock, ticks: () => now });
  return { registry, asked: () => asked, waited: () => now };
}

describe("a registry in a database that is away", () => {
  it("answers once it is back", async () => {
    const { registry, asked } = away(9);
    expect(await registry.search(QUERY)).toEqual(PAGE);
    expect(asked()).toBe(10);
  });

  it("says so after a minute", async () => {
    const { registry, waited } = away(Number.POSITIVE_INFINITY, "DATABASE_UNREACHABLE");
    await expect(registry.search(QUERY)).rejects.toMatchObject({ code: "DATABASE_UNREACHABLE" });
    expect(waited()).toBeGreaterThanOrEqual(60_000);
    expect(waited()).toBeLessThan(62_000);
  });

  it("is not asked again for a run that was stopped, and for what does not pass", async () => {
    const stopped = away(9);
    await expect(stopped.registry.search(QUERY, AbortSignal.abort())).rejects.toThrow("gone");
    const lasting = away(9, "DATABASE_UNUSABLE", false);
    await expect(lasting.registry.search(QUERY)).rejects.toThrow("gone");
    expect([stopped.asked(), lasting.asked()]).toEqual([1, 1]);
  });
});
