import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OwnRepeats } from "./own-repeats.js";

const DAY = 24 * 3600 * 1000;

describe("the requests of a server that works alone", () => {
  let folder: string;
  let now = 0;
  const clock = { now: () => now };
  const open = () => OwnRepeats.open(clock, join(folder, "requests.jsonl"));
  const repeat = (name: string, run: string) => ({ name, print: "p", run });

  beforeEach(() => {
    now = 1_000;
    folder = mkdtempSync(join(tmpdir(), "hugginggpt-repeats-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("are known to the next one, each with the run that counts, for a day", async () => {
    const first = await open();
    await first.note(repeat("a", "1"), null);
    expect(await first.note(repeat("a", "2"), null)).toEqual(repeat("a", "1"));
    await first.note(repeat("b", "3"), null);
    await first.note(repeat("b", "4"), "3");
    // Killed: nothing is closed.
    const next = await open();
    expect([await next.find("a"), await next.find("b"), await next.find("c")]).toEqual([
      ...[repeat("a", "1"), repeat("b", "4"), null],
    ]);
    now += DAY + 1;
    expect([await next.find("a"), await (await open()).find("b")]).toEqual([null, null]);
    expect(readFileSync(join(folder, "requests.jsonl"), "utf8")).toBe("");
  });

  it("are read up to a line that a kill tore, and written after it", async () => {
    await (await open()).note(repeat("a", "1"), null);
    appendFileSync(join(folder, "requests.jsonl"), '{"name":"b","pri');
    const next = await open();
    await next.note(repeat("c", "3"), null);
    const last = await open();
    expect([await last.find("a"), await last.find("b"), await last.find("c")]).toEqual([
      ...[repeat("a", "1"), null, repeat("c", "3")],
    ]);
  });

  it("take no more room than 20,000 lines, and are nobody else's", async () => {
    const repeats = await open();
    for (let n = 0; n < 20_500; n++) await repeats.note(repeat(`r${n}`, `${n}`), null);
    const path = join(folder, "requests.jsonl");
    expect(readFileSync(path, "utf8").split("\n").length).toBeLessThanOrEqual(20_001);
    expect([await repeats.find("r0"), await (await open()).find("r20499")]).toEqual([
      null,
      repeat("r20499", "20499"),
    ]);
    if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});
