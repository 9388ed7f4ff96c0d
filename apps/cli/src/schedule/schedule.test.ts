import { isFault } from "@hugginggpt/shared";
import { describe, expect, test } from "vitest";
import { cronLine } from "./cron-line.js";
import { cronTime } from "./cron-time.js";
import { shellWords, systemdWords } from "./quote-words.js";
import type { ScheduledSync } from "./scheduled-sync.js";
import { systemdUnits } from "./systemd-units.js";

const HOUR = 3_600_000;
const SYNC: ScheduledSync = {
  everyMs: 6 * HOUR,
  node: "/usr/bin/node",
  program: "/opt/my tools/indexer.js",
  home: "/var/100%/home",
  args: ["--scope", "runnable"],
};

const lastLine = (text: string) => text.split(/\r?\n/).at(-1) ?? "";
const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return isFault(error) ? error.code : error;
  }
  return null;
};

describe("the time of a cron line", () => {
  test.each([
    [5 * 60_000, "*/5 * * * *"],
    [30 * 60_000, "*/30 * * * *"],
    [HOUR, "17 * * * *"],
    [6 * HOUR, "17 */6 * * *"],
    [24 * HOUR, "17 3 * * *"],
  ])("for %i ms is %s", (ms, time) => {
    expect(cronTime(ms)).toBe(time);
  });

  test.each([7 * HOUR, 90 * 60_000, 90_000, 48 * HOUR])("cannot be said for %i ms", (ms) => {
    expect(codeOf(() => cronTime(ms))).toBe("USAGE");
  });
});

describe("a crontab line", () => {
  test("has this installation's paths, quoted, percent signs escaped, and a log in a directory that is made", () => {
    expect(lastLine(cronLine(SYNC))).toBe(
      "17 */6 * * * mkdir -p /var/100\\%/home && /usr/bin/node '/opt/my tools/indexer.js' sync --log json --home /var/100\\%/home --scope runnable >> /var/100\\%/home/sync.log 2>&1",
    );
  });

  test("has comments on every other line", () => {
    const lines = cronLine(SYNC).split("\n").slice(0, -1);
    expect(lines.every((line) => line.startsWith("# "))).toBe(true);
  });
});

describe("systemd units", () => {
  test("start this installation at any interval and take an interruption for no failure", () => {
    const units = systemdUnits({ ...SYNC, everyMs: 7 * HOUR });
    expect(units).toContain(
      'ExecStart=/usr/bin/node "/opt/my tools/indexer.js" sync --log json --home /var/100%%/home --scope runnable\n',
    );
    expect(units).toContain("OnUnitActiveSec=25200s");
    expect(units).toContain("SuccessExitStatus=143");
  });
});

test("words are quoted for the shell and for systemd", () => {
  const words = ["plain", "it's two", "100%", "$HOME", 'say "x"'];
  expect(shellWords(words)).toBe(`plain 'it'\\''s two' 100% '$HOME' 'say "x"'`);
  expect(systemdWords(words)).toBe('plain "it\'s two" 100%% $$HOME "say \\"x\\""');
});
