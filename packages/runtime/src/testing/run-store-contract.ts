import type { RunEvent, RunStore } from "@hugginggpt/shared";
import { expect, it } from "vitest";

/** What every run store keeps to. Call it inside a `describe`. */
export function runStoreContract(make: () => RunStore): void {
  const warning = (message: string): RunEvent => ({ type: "warning", message });

  it("returns a run's events in the order in which they were appended, also when nobody waited", async () => {
    const store = make();
    const events = Array.from({ length: 30 }, (_, i) => warning(`line\n${i} \u2028 "quoted"`));
    await Promise.all(events.map((event) => store.append("r1", event)));
    expect(await store.events("r1")).toEqual(events);
  });

  it("keeps runs apart and knows nothing of an unknown one", async () => {
    const store = make();
    await store.append("r1", warning("one"));
    await store.append("r2", warning("two"));
    expect(await store.events("r2")).toEqual([warning("two")]);
    expect(await store.events("r3")).toEqual([]);
  });
}
