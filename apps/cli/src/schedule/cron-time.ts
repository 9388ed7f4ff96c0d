import { Fault } from "@hugginggpt/shared";

/** Not the full hour, when everybody's jobs ask. */
const MINUTE = 17;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Returns the five fields of a cron line for an interval: a divisor of an hour in minutes, a divisor of a day in hours,
 * or one day.
 * @throws Fault USAGE for any other interval.
 */
export function cronTime(everyMs: number): string {
  const minutes = everyMs / MINUTE_MS;
  const hours = everyMs / HOUR_MS;
  if (everyMs === DAY_MS) return `${MINUTE} 3 * * *`;
  if (hours === 1) return `${MINUTE} * * * *`;
  if (Number.isInteger(hours) && 24 % hours === 0) return `${MINUTE} */${hours} * * *`;
  if (Number.isInteger(minutes) && 60 % minutes === 0) return `*/${minutes} * * * *`;
  throw new Fault("USAGE", "cron cannot run something at this interval", {
    wanted: "5m, 10m, 15m, 20m, 30m, 1h, 2h, 3h, 4h, 6h, 8h, 12h or 1d",
    came: `${minutes} minutes`,
    next: "Choose one of these, or --format systemd, or `indexer sync --every`.",
  });
}
