import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { postgresServer, type TestDatabase } from "@hugginggpt/testing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openSharedRuns, type SharedRuns } from "./shared-runs.js";

const server = await postgresServer();

describe.skipIf(server.missing !== null)(`what processes share (${server.missing ?? server.name})`, () => {
  let place: TestDatabase;
  const databases: PostgresDatabase[] = [];
  const processes: SharedRuns[] = [];
  const onTrouble = (message: string): never => {
    throw new Error(message);
  };
  const open = async (): Promise<SharedRuns> => {
    const database = await PostgresDatabase.open(place.url, { applicationName: "tests" });
    databases.push(database);
    const shared = await openSharedRuns(database, { onTrouble });
    processes.push(shared);
    return shared;
  };
  beforeAll(async () => {
    place = await server.create();
  });
  afterAll(async () => {
    await Promise.all(processes.map((one) => one.close()));
    await Promise.all(databases.map((one) => one.close()));
    await place?.drop();
  });

  it("is a cooldown that one process learns of, also one that comes later", async () => {
    const [one, other] = [await open(), await open()];
    one.cooldown.refused("provider/a", 60_000, "HTTP 429");
    await vi.waitFor(() => expect(other.cooldown.waitMs("provider/a")).toBeGreaterThan(30_000));
    expect(other.cooldown.why("provider/a")).toBe("HTTP 429");
    const later = await open();
    await vi.waitFor(() => expect(later.cooldown.waitMs("provider/a")).toBeGreaterThan(30_000));
    expect(later.cooldown.waitMs("provider/b")).toBe(0);
  });

  it("is a cooldown that nobody shortens", async () => {
    const [one, other] = [await open(), await open()];
    one.cooldown.refused("provider/c", 200_000, "long");
    await vi.waitFor(() => expect(other.cooldown.why("provider/c")).toBe("long"));
    other.cooldown.refused("provider/c", 1_000, "short");
    const later = await open();
    await vi.waitFor(() => expect(later.cooldown.why("provider/c")).toBe("long"));
  });

  it("is which run a request has begun: the first one counts, and what it replaces is named", async () => {
    const [one, other] = [await open(), await open()];
    const repeat = (run: string, print = "p") => ({ name: "key", print, run });
    const noted = await Promise.all([
      one.repeats.note(repeat("a"), null),
      other.repeats.note(repeat("b"), null),
      one.repeats.note(repeat("c"), null),
    ]);
    expect(new Set(noted.map(({ run }) => run)).size).toBe(1);
    const first = noted[0]?.run ?? "";
    expect(await other.repeats.find("key")).toEqual(repeat(first));
    expect(await other.repeats.note(repeat("d", "q"), "z")).toEqual(repeat(first));
    expect(await other.repeats.note(repeat("d"), first)).toEqual(repeat("d"));
    expect(await one.repeats.find("key")).toEqual(repeat("d"));
  });

  it("is the same request however often the connection breaks before the answer comes", async () => {
    const { repeats } = await open();
    const repeat = { name: "unanswered", print: "p", run: "a" };
    await repeats.note(repeat, null);
    expect(await repeats.note(repeat, null)).toEqual(repeat);
  });

  it("is a request for a day", async () => {
    const { repeats } = await open();
    await repeats.note({ name: "old", print: "p", run: "a" }, null);
    await databases[0]?.query(
      "UPDATE hugginggpt.repeats SET at = at - interval '25 hours' WHERE name = 'old'",
    );
    expect(await repeats.find("old")).toBeNull();
    expect(await repeats.note({ name: "old", print: "p", run: "b" }, null)).toMatchObject({ run: "b" });
  });

  it("is a secret that is made once", async () => {
    const [one, other] = [await open(), await open()];
    const secrets = await Promise.all([one.secret("x"), other.secret("x"), one.secret("x"), one.secret("y")]);
    expect(new Set(secrets.slice(0, 3)).size).toBe(1);
    expect([secrets[0]?.length, secrets[3] === secrets[0]]).toEqual([64, false]);
  });
});
