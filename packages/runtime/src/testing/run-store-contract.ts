import { isFault, type JournalEntry, type RunNews, type RunStore } from "@hugginggpt/shared";
import { expect, it } from "vitest";
import { appendOnce } from "../journal/with-claim.js";

let now = 0;

/** Returns an entry with a message, later than those before. */
export function warningEntry(message: string): JournalEntry {
  return { at: ++now, event: { type: "warning", message } };
}

/** What no JSON, no line and no database takes as it is. */
const AWKWARD = [
  "a\u0000b",
  "\ud800",
  "\udc00x",
  "\u2028\r\n",
  '\\u0000"',
  "\ufeff",
  "\u{1f600}",
  "x".repeat(100_000),
];

/**
 * What every run store keeps to. `make` returns a store over the same runs each time, which writes none of the secrets. Call
 * it inside a `describe`.
 */
export function runStoreContract(make: (secrets?: readonly string[]) => RunStore): void {
  it("returns a run's entries in the order in which they were appended", async () => {
    const store = make();
    const entries = Array.from({ length: 30 }, (_, i) => warningEntry(`line\n${i} \u2028 "quoted"`));
    await store.begin("r1", entries.slice(0, 10));
    await appendOnce(store, "r1", entries.slice(10, 20));
    await appendOnce(store, "r1", []);
    await appendOnce(store, "r1", entries.slice(20));
    expect(await store.entries("r1")).toEqual(entries);
  });

  it("keeps runs apart, lists the latest first, and knows nothing of an unknown one", async () => {
    const store = make();
    const [one, two] = [warningEntry("one"), warningEntry("two")];
    expect(await store.runs()).toEqual([]);
    await store.begin("20260101-r1", [one]);
    await store.begin("20260102-r2", [two, one]);
    expect(await store.entries("20260102-r2")).toEqual([two, one]);
    expect(await store.entries("r3")).toEqual([]);
    expect(await store.runs()).toEqual(["20260102-r2", "20260101-r1"]);
  });

  it("shows another reader what was appended a moment ago", async () => {
    const [entry] = [warningEntry("now")];
    await make().begin("r1", [entry]);
    expect(await make().entries("r1")).toEqual([entry]);
  });

  it("begins a run once, with all of its first entries, whoever comes first and while somebody is at it", async () => {
    const entries = ["one", "two"].map(warningEntry);
    const store = make();
    await store.begin("r1", entries);
    await make().begin("r1", entries);
    await make().begin("r1", [warningEntry("another's")]);
    expect(await make().entries("r1")).toEqual(entries);
    const claim = await make().claim("r1");
    await make().begin("r1", entries);
    const last = warningEntry("three");
    await claim.append([last]);
    await claim.giveBack();
    await make().begin("r1", entries);
    expect(await make().entries("r1")).toEqual([...entries, last]);
    await expect(store.begin("../x", entries)).rejects.toThrow(/not a run id/);
  });

  it("lets one have a run at a time, and says whether somebody has it", async () => {
    const store = make();
    const claim = await store.claim("r1");
    const refused = await make()
      .claim("r1")
      .catch((error: unknown) => error);
    expect(isFault(refused, "RUN_LOCKED")).toBe(true);
    expect(await store.isClaimed("r1")).toBe(true);
    expect(await make().isClaimed("r1")).toBe(true);
    await (await store.claim("r2")).giveBack();
    await claim.giveBack();
    await claim.giveBack();
    expect(await store.isClaimed("r1")).toBe(false);
    await (await make().claim("r1")).giveBack();
  });

  it("never has two of those who come at the same moment", async () => {
    const store = make();
    for (let round = 0; round < 20; round++) {
      const tries = await Promise.allSettled(Array.from({ length: 5 }, () => store.claim("r1")));
      const won = tries.filter((one) => one.status === "fulfilled");
      expect(won.length).toBeLessThanOrEqual(1);
      for (const one of won) await one.value.giveBack();
    }
    await (await store.claim("r1")).giveBack();
  });

  it("forgets a run, unless somebody is at it", async () => {
    const store = make();
    await store.begin("r1", [warningEntry("one")]);
    const claim = await store.claim("r1");
    await expect(store.remove("r1")).rejects.toThrow(/is working on this run/);
    await claim.giveBack();
    await store.remove("r1");
    await store.remove("r1");
    expect(await store.entries("r1")).toEqual([]);
    expect(await store.runs()).toEqual([]);
  });

  it("keeps what is appended under a claim in order, whatever the words are", async () => {
    const claim = await make().claim("r1");
    const entries = AWKWARD.map(warningEntry);
    for (const entry of entries) void claim.append([entry]);
    await claim.append([]);
    await claim.sync();
    expect(await make().entries("r1")).toEqual(entries);
    const last = warningEntry("last");
    void claim.append([last]);
    await claim.giveBack();
    expect(await make().entries("r1")).toEqual([...entries, last]);
    expect(claim.lost.aborted).toBe(false);
  });

  it("goes on after the entries of the claims before, and of none", async () => {
    const entries = Array.from({ length: 6 }, (_, i) => warningEntry(`${i}`));
    await make().begin("r1", entries.slice(0, 2));
    for (const entry of entries.slice(2, 4)) {
      const claim = await make().claim("r1");
      await claim.append([entry]);
      await claim.giveBack();
    }
    await appendOnce(make(), "r1", entries.slice(4));
    expect(await make().entries("r1")).toEqual(entries);
  });

  it("holds no secret, wherever one came in", async () => {
    const [secret, token] = ["hf_canaryQ8x", "tok\"en'Ω9"];
    const store = make([secret, token]);
    await store.begin("r1", [warningEntry(`the token is ${secret}, "${secret}"`)]);
    const claim = await store.claim("r1");
    await claim.append([warningEntry(`again ${secret}`)]);
    await claim.giveBack();
    const kept = JSON.stringify(await make().entries("r1"));
    expect(kept).toContain("[redacted]");
    expect(kept).not.toContain(secret);
  });

  it("gives a follower each entry once and in order, those included that another appends, until nobody is at it", async () => {
    const entries = Array.from({ length: 9 }, (_, i) => warningEntry(`${i}`));
    await make().begin("r1", entries.slice(0, 2));
    const claim = await make().claim("r1");
    const followers = [make(), make()].map((store) => collected(store.follow("r1")));
    for (const entry of entries.slice(2)) await claim.append([entry]);
    await claim.giveBack();
    for (const followed of followers) expect(await followed).toEqual(entries.map((entry) => ({ entry })));
    expect(await collected(make().follow("r1"))).toHaveLength(9);
    expect(await collected(make().follow("unknown"))).toEqual([]);
  });

  it("has a follower wait for a run that is awaited, and leave where it is told to", async () => {
    let isAwaited = true;
    const until = { isAwaited: async () => isAwaited };
    await make().begin("r1", [warningEntry("wanted")]);
    const followed = collected(make().follow("r1", until));
    const claim = await make().claim("r1");
    isAwaited = false;
    await claim.append([warningEntry("begun")]);
    await claim.giveBack();
    expect(await followed).toHaveLength(2);
    const gone = new AbortController();
    const held = await make().claim("r1");
    const left = collected(make().follow("r1", { signal: gone.signal }), () => gone.abort());
    expect(await left).toHaveLength(1);
    await held.giveBack();
  });

  it.each(["../x", "", "a/b", ".hidden", "a\\b", "x".repeat(101)])("refuses %j as an id", async (id) => {
    await expect(make().begin(id, [warningEntry("x")])).rejects.toThrow(/not a run id/);
    await expect(make().entries(id)).rejects.toThrow(/not a run id/);
    await expect(make().claim(id)).rejects.toThrow(/not a run id/);
    await expect(make().remove(id)).rejects.toThrow(/not a run id/);
  });
}

async function collected(
  news: AsyncIterable<RunNews>,
  onNews: () => void = () => undefined,
): Promise<RunNews[]> {
  const found: RunNews[] = [];
  for await (const one of news) {
    found.push(one);
    onNews();
  }
  return found;
}
