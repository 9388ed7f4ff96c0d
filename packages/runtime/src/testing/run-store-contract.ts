import { isFault, type JournalEntry, type RunStore } from "@hugginggpt/shared";
import { expect, it } from "vitest";

let now = 0;

/** Returns an entry with a message, later than those before. */
export function warningEntry(message: string): JournalEntry {
  return { at: ++now, event: { type: "warning", message } };
}

/** What every run store keeps to. `make` returns a store over the same runs each time. Call it inside a `describe`. */
export function runStoreContract(make: () => RunStore): void {
  it("returns a run's entries in the order in which they were appended, also when nobody waited", async () => {
    const store = make();
    const entries = Array.from({ length: 30 }, (_, i) => warningEntry(`line\n${i} \u2028 "quoted"`));
    await Promise.all(entries.map((entry) => store.append("r1", [entry])));
    await store.append("r1", []);
    expect(await store.entries("r1")).toEqual(entries);
  });

  it("keeps runs apart, lists the latest first, and knows nothing of an unknown one", async () => {
    const store = make();
    const [one, two] = [warningEntry("one"), warningEntry("two")];
    expect(await store.runs()).toEqual([]);
    await store.append("20260101-r1", [one]);
    await store.append("20260102-r2", [two, one]);
    expect(await store.entries("20260102-r2")).toEqual([two, one]);
    expect(await store.entries("r3")).toEqual([]);
    expect(await store.runs()).toEqual(["20260102-r2", "20260101-r1"]);
    await Promise.all([store.sync("20260101-r1"), store.sync("20260101-r1"), store.sync("r3")]);
  });

  it("shows another reader what was appended a moment ago", async () => {
    const [entry] = [warningEntry("now")];
    await make().append("r1", [entry]);
    expect(await make().entries("r1")).toEqual([entry]);
  });

  it("lets one have a run at a time, and says whether somebody has it", async () => {
    const store = make();
    const giveBack = await store.claim("r1");
    const refused = await make()
      .claim("r1")
      .catch((error: unknown) => error);
    expect(isFault(refused, "RUN_LOCKED")).toBe(true);
    expect(await store.isClaimed("r1")).toBe(true);
    expect(await make().isClaimed("r1")).toBe(true);
    await (await store.claim("r2"))();
    await giveBack();
    await giveBack();
    expect(await store.isClaimed("r1")).toBe(false);
    await (await make().claim("r1"))();
  });

  it("never has two of those who come at the same moment", async () => {
    const store = make();
    for (let round = 0; round < 20; round++) {
      const tries = await Promise.allSettled(Array.from({ length: 5 }, () => store.claim("r1")));
      const won = tries.filter((one) => one.status === "fulfilled");
      expect(won.length).toBeLessThanOrEqual(1);
      for (const one of won) await one.value();
    }
    await (await store.claim("r1"))();
  });

  it("forgets a run, unless somebody is at it", async () => {
    const store = make();
    await store.append("r1", [warningEntry("one")]);
    const giveBack = await store.claim("r1");
    await expect(store.remove("r1")).rejects.toThrow(/is working on this run/);
    await giveBack();
    await store.remove("r1");
    await store.remove("r1");
    expect(await store.entries("r1")).toEqual([]);
    expect(await store.runs()).toEqual([]);
  });

  it.each(["../x", "", "a/b", ".hidden", "a\\b", "x".repeat(101)])("refuses %j as an id", async (id) => {
    await expect(make().append(id, [warningEntry("x")])).rejects.toThrow(/not a run id/);
    await expect(make().entries(id)).rejects.toThrow(/not a run id/);
    await expect(make().claim(id)).rejects.toThrow(/not a run id/);
    await expect(make().remove(id)).rejects.toThrow(/not a run id/);
  });
}
