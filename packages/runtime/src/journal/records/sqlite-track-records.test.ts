import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { decayed, medianOf, withAttempt } from "./decayed-record.js";
import { openSqliteTrackRecords } from "./sqlite-track-records.js";

const DAY = 86_400_000;
const attempt = { model: "org/one", endpoint: "provider:p", ok: true, ms: 1_000 };

describe("openSqliteTrackRecords", () => {
  const made: string[] = [];
  afterEach(() => {
    for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
  });

  function file(): string {
    const dir = mkdtempSync(join(tmpdir(), "hugginggpt-records-"));
    made.push(dir);
    return join(dir, "sub", "records.sqlite");
  }

  it("keeps how models did at each endpoint, across openings", async () => {
    const path = file();
    const clock = { now: () => 0 };
    const first = openSqliteTrackRecords(path, { clock });
    await first.note(attempt);
    await first.note({ ...attempt, ms: 3_000 });
    await first.note({ ...attempt, ms: 2_000 });
    await first.note({ ...attempt, endpoint: "provider:q", ok: false });
    first.close();
    const again = openSqliteTrackRecords(path, { clock });
    expect(await again.of("org/one")).toEqual([
      { endpoint: "provider:p", succeeded: 3, failed: 0, medianMs: 2_000 },
      { endpoint: "provider:q", succeeded: 0, failed: 1, medianMs: null },
    ]);
    expect(await again.of("org/other")).toEqual([]);
    again.close();
  });

  it("loses nothing that another process notes at the same time", async () => {
    const path = file();
    const clock = { now: () => 0 };
    const all = [1, 2, 3].map(() => openSqliteTrackRecords(path, { clock }));
    for (let i = 0; i < 2; i++) for (const one of all) await one.note({ ...attempt, ok: i > 0 });
    expect(await all[0]?.of("org/one")).toMatchObject([{ succeeded: 3, failed: 3 }]);
    for (const one of all) one.close();
  });

  it("counts what is a day ago half", async () => {
    const clock = { at: 0, now: () => clock.at };
    const records = openSqliteTrackRecords(file(), { clock });
    for (let i = 0; i < 4; i++) await records.note({ ...attempt, ok: false });
    clock.at = DAY;
    expect(await records.of("org/one")).toMatchObject([{ failed: 2 }]);
    await records.note({ ...attempt, ok: false });
    expect(await records.of("org/one")).toMatchObject([{ failed: 3 }]);
    records.close();
  });

  it("refuses a file that is none, and says once when nothing can be kept any more", async () => {
    const path = file();
    const told: string[] = [];
    const records = openSqliteTrackRecords(path, {
      clock: { now: () => 0 },
      onTrouble: (why) => told.push(why),
    });
    records.close();
    await records.note(attempt);
    expect(await records.of("org/one")).toEqual([]);
    expect(told).toHaveLength(1);
    writeFileSync(path, "no database at all, but long enough to have a header of some kind");
    expect(() => openSqliteTrackRecords(path, { clock: { now: () => 0 } })).toThrow("Could not read");
  });
});

describe("a record", () => {
  it("stays bounded whatever happens, and fades to nothing", async () => {
    const attempts = fc.array(
      fc.record({ ok: fc.boolean(), ms: fc.nat(), later: fc.integer({ min: -DAY, max: DAY }) }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(attempts, (all) => {
        let now = 0;
        let record: Parameters<typeof withAttempt>[0] = null;
        for (const { later, ...one } of all) {
          now += later;
          record = withAttempt(record, one, now);
        }
        const { succeeded = 0, failed = 0, times = [], at = 0 } = record ?? {};
        expect(Math.max(succeeded, failed)).toBeLessThanOrEqual(8);
        expect(times.length).toBeLessThanOrEqual(15);
        const faded = decayed({ succeeded, failed, times, at }, at + 14 * DAY);
        expect(faded.succeeded + faded.failed).toBeLessThan(0.01);
      }),
    );
  });

  it("has the middle of its times", async () => {
    expect(medianOf([])).toBeNull();
    expect(medianOf([9, 1, 5])).toBe(5);
    expect(medianOf([4, 1])).toBe(1);
  });
});
