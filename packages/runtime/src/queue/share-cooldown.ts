import { isFault } from "@hugginggpt/shared";
import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import type { ProviderCooldown, Rest } from "../executor/provider-cooldown.js";
import { withoutNul } from "../journal/postgres/without-nul.js";

const CHANNEL = "hugginggpt_cooldowns";

const TELL = `
WITH told AS (
  INSERT INTO hugginggpt.provider_cooldowns AS known (place, until, why, refusals)
  VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond', $3, $4)
  ON CONFLICT (place) DO UPDATE SET until = EXCLUDED.until, why = EXCLUDED.why, refusals = EXCLUDED.refusals
  WHERE known.until < EXCLUDED.until
  RETURNING place
)
SELECT pg_notify('${CHANNEL}', '')::text FROM told`;

const REST = `
SELECT place, extract(epoch FROM until - clock_timestamp())::float8 * 1000 AS ms, why, refusals
FROM hugginggpt.provider_cooldowns WHERE until > clock_timestamp()`;

/** A cooldown that others share. */
export interface SharedCooldown {
  /** Tells the others of a cooldown that began here. */
  readonly tell: (rest: Rest) => void;
  /** Takes over what the others know, and from now on what they learn. Returns what ends that. */
  readonly join: (cooldown: ProviderCooldown) => Promise<() => void>;
}

/**
 * Returns what makes a cooldown one with those of other processes. Asking it stays a look at this process's own; how long
 * others still leave a provider alone is said by the database's clock. While the database is away each is on its own.
 */
export function shareCooldown(database: PostgresDatabase): SharedCooldown {
  return {
    tell: ({ place, ms, why, refusals }) =>
      void alone(database.query(TELL, [place, Math.round(ms), withoutNul(why), refusals])),
    join: async (cooldown) => {
      const takeOver = async (): Promise<void> => {
        for (const rest of await database.query<Rest>(REST)) cooldown.hear(rest);
      };
      const hear = (): void => void alone(takeOver());
      const leave = await database.listen(CHANNEL, hear, hear);
      hear();
      return leave;
    },
  };
}

/** What cannot be told or heard costs the others a refusal of their own. */
async function alone(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!isFault(error)) throw error;
  });
}
