import { InvalidArgumentError } from "commander";

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
/** Timers of Node hold no more than 2^31 - 1 ms, a little less than 25 days. */
const MAX_MS = 24 * 86_400_000;

/**
 * Returns what parses a length of time such as `90s`, `10m`, `6h`, `1d` or `1h30m` into milliseconds, of at least `least`
 * and at most 24 days.
 */
export function durationOption(least: number): (value: string) => number {
  return (value) => {
    const parts = [...value.trim().matchAll(/(\d{1,9})([smhd])/gi)];
    const ms = parts.reduce(
      (sum, [, n, unit = ""]) => sum + Number(n) * (UNIT_MS[unit.toLowerCase()] ?? 0),
      0,
    );
    const isWhole = parts.map(([part]) => part).join("") === value.trim();
    if (isWhole && ms >= least && ms <= MAX_MS) return ms;
    throw new InvalidArgumentError(
      `expected a length of time such as 10m, 6h or 1h30m, from ${least / 1000} s to 24 days.`,
    );
  };
}
