import { Fault, type RefusalTopic, type RunEvent } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { ProviderCooldown } from "../executor/provider-cooldown.js";
import { StepClock } from "../testing/execution-bench.js";
import { ended, replayedRun } from "../testing/replayed-run.js";
import { registryOf, startTestRun } from "../testing/run-bench.js";

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
    expect((await replayedRun(events)).differences).toEqual([]);
  });

  it("tries no more than a record from before refusals had topics", async () => {
    const about: readonly RefusalTopic[] = ["input"];
    const refused = new Fault("BAD_REQUEST", "width must be a multiple of 8", { status: 400, about });
    const clock = new StepClock();
    const events: RunEvent[] = [];
    const emit = (event: RunEvent): void => void events.push(event);
    const models = ["org/one", "org/two", "org/three"];
    const refusals = Object.fromEntries(models.map((id) => [id, refused]));
    await ended(startTestRun(refusals, { clock, emit, registry: registryOf(...models) }), clock);
    const tried = events.flatMap((event) => (event.type === "attempt-failed" ? [event] : []));
    expect(tried.map(({ model }) => model)).toEqual(["org/one", "org/two"]);
    const older = events.map((event) => {
      if (event.type !== "attempt-failed" || !event.fault) return event;
      const { about: _unknown, ...fault } = event.fault;
      return { ...event, fault };
    });
    expect((await replayedRun(older)).differences).toEqual([]);
  });
});
