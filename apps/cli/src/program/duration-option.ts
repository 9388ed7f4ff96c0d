import { InvalidArgumentError } from "commander";
import { BOUNDS } from "./amounts.js";

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const MAX_MS = BOUNDS.seconds[1] * 1_000;

/**
 * Returns a duration such as `30d`, `12h` or `1d12h` in milliseconds, without an upper bound.
 * @throws InvalidArgumentError for anything else.
 */
export function daysOption(value: string): number {
  const ms = parseLength(value);
  if (ms !== null) return ms;
  throw new InvalidArgumentError("Expected a length of time such as 30d or 12h.");
}

/** Returns milliseconds; null for a text that is not a duration. */
function parseLength(value: string): number | null {
  const parts = [...value.trim().matchAll(/(\d{1,9})([smhd])/gi)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== value.trim()) return null;
  return parts.reduce((sum, [, n, unit = ""]) => sum + Number(n) * (UNIT_MS[unit.toLowerCase()] ?? 0), 0);
}

/** Returns a parser of durations such as `90s`, `10m`, `6h`, `1d` or `1h30m`: milliseconds, from `least` to 24 days. */
export function durationOption(least: number): (value: string) => number {
  return (value) => {
    const ms = parseLength(value);
    if (ms !== null && ms >= least && ms <= MAX_MS) return ms;
    throw new InvalidArgumentError(
      `Expected a length of time such as 10m, 6h or 1h30m, from ${least / 1000} s to 24 days.`,
    );
  };
}
