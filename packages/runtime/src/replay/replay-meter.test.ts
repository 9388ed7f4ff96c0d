import { isFault, type Outcome } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { replayMeter } from "./replay-meter.js";

const at = { model: "m", endpoint: "provider:p" };
const attempt = { ...at, ok: false, error: "busy", ms: 1 };
const begin = { ...at, caller: "task", price: null, inputTokens: () => 0 } as const;

describe("replayMeter", () => {
  it.each<[string, Outcome, string]>([
    [
      "was skipped for a cap",
      {
        status: "skipped",
        reason: "",
        cause: { kind: "cap", cap: "calls" },
        attempts: [attempt, attempt],
      } as never,
      "calls",
    ],
    [
      "succeeded elsewhere",
      { status: "succeeded", attempts: [attempt, attempt] } as never,
      "it was not called then",
    ],
  ])("lets a task that %s make its recorded calls and refuses the next", async (_what, outcome, why) => {
    const meter = replayMeter(new Map([[1, outcome]]));
    for (let n = 0; n < 2; n++) (await meter.begin({ ...begin, task: 1 })).end({}, true);
    const fault = await meter.begin({ ...begin, task: 1 }).catch((error: unknown) => error);
    expect(isFault(fault, "LIMIT_REACHED") && fault.message).toBe(why);
    const other = meter.begin({ ...begin, task: 1, model: "never called" });
    await expect(other).rejects.toMatchObject({ code: "LIMIT_REACHED" });
  });

  it("refuses no call of the controller, nor of a task that failed or has no record", async () => {
    const meter = replayMeter(new Map([[1, { status: "failed", attempts: [] } as never]]));
    for (const task of [undefined, 1, 2])
      expect(
        (await meter.begin({ ...begin, ...(task === undefined ? {} : { task }) })).end({}, true),
      ).toBeNull();
  });
});
