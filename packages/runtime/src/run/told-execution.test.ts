import { Fault, type RunEvent } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { ProviderCooldown } from "../executor/provider-cooldown.js";
import { StepClock } from "../testing/execution-bench.js";
import { startTestRun } from "../testing/run-bench.js";
import { ended, toldAgain } from "../testing/told-run.js";

describe("a run that is told again", () => {
  it("tries in the order of its record, whatever pauses chance gave it then", async () => {
    const broken = new Fault("SERVER_ERROR", "broken", { status: 500, retryable: true });
    const pauses = [0.9, 0, 0.9, 0];
    const clock = new StepClock();
    const cooldown = new ProviderCooldown({ clock, random: () => pauses.shift() ?? 0 });
    const events: RunEvent[] = [];
    const emit = (event: RunEvent): void => void events.push(event);
    await ended(startTestRun({ "org/one": broken, "org/two": broken }, { clock, cooldown, emit }), clock);
    const tried = events.flatMap((event) => (event.type === "attempt-started" ? [event.model] : []));
    expect(tried).toEqual(["org/one", "org/two", "org/two", "org/one"]);
    expect((await toldAgain(events)).differences).toEqual([]);
  });
});
