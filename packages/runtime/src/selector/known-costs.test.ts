import type { Endpoint } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { candidate } from "../testing/candidate.js";
import { callMs, callPrice, describeCosts } from "./known-costs.js";

const at = (facts: object): Endpoint => ({
  kind: "provider",
  provider: "groq",
  providerId: "x",
  task: "conversational",
  status: "live",
  ...facts,
});
const bare = candidate("org/bare");
const known = {
  ...candidate("org/known"),
  endpoints: [
    at({ price: { input: 0.7, output: 2.5 }, latencyMs: 611, throughput: 40.2 }),
    at({ price: { input: 0.1, output: 0.4 } }),
  ],
};
const tried = { ...known, record: { succeeded: 3, failed: 1, medianMs: 1234 } };

describe("what is known of a candidate's costs", () => {
  it("is nothing where nothing is published and nothing was tried", () => {
    expect([callPrice(bare), callMs(bare), describeCosts(bare)]).toEqual([null, null, []]);
  });

  it("is the cheapest endpoint's price and the quickest one's speed", () => {
    expect(callPrice(known)).toBeCloseTo((0.1 * 600 + 0.4 * 300) / 1e6);
    expect(callMs(known)).toBeCloseTo(611 + (300 / 40.2) * 1000);
    expect(describeCosts(known)).toEqual(["$0.1+0.4/Mtok", "0.61 s to begin", "40 tok/s"]);
  });

  it("goes by what was measured here once that was often enough", () => {
    expect(callMs(tried)).toBe(1234);
    expect(callMs({ ...known, record: { succeeded: 1, failed: 0, medianMs: 5 } })).not.toBe(5);
    expect(describeCosts(tried).at(-1)).toBe("here 3 of 4 ok in 1.2 s");
  });

  it("says that all attempts failed", () => {
    expect(describeCosts({ ...bare, record: { succeeded: 0, failed: 2, medianMs: null } })).toEqual([
      "here 0 of 2 ok",
    ]);
  });
});
