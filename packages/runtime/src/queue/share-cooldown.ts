import { isFault } from "@hugginggpt/shared";
import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import type { ProviderCooldown, Rest } from "../executor/provider-cooldown.js";
import { withoutNul } from "../journal/postgres/without-nul.js";

const CHANNEL = "hugginggpt_cooldowns";

const PUBLISH = `
WITH stored AS (
  INSERT INTO hugginggpt.provider_cooldowns AS known (place, until, why, refusals)
  VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond', $3, $4)
  ON CONFLICT (place) DO UPDATE SET until = EXCLUDED.until, why = EXCLUDED.why, refusals = EXCLUDED.refusals
  WHERE known.until < EXCLUDED.until
  RETURNING place
)
SELECT pg_notify('${CHANNEL}', '')::text FROM stored`;

const REST = `
SELECT place, extract(epoch FROM until - clock_timestamp())::float8 * 1000 AS ms, why, refusals
FROM hugginggpt.provider_cooldowns WHERE until > clock_timestamp()`;

/** A cooldown shared with other processes. */
export interface SharedCooldown {
  /** Tells the others of a cooldown that started here. */
  readonly publish: (rest: Rest) => void;
  /** Takes over what the others know now and learn later. Returns a function that ends that. */
  readonly subscribe: (cooldown: ProviderCooldown) => Promise<() => void>;
}

/**
 * Returns the functions that share a cooldown with other processes. Reading it needs no request; remaining times are
 * measured by the database's clock. While the database is unavailable, each process has its own cooldown.
 */
export function shareCooldown(database: PostgresDatabase): SharedCooldown {
  return {
    publish: ({ place, ms, why, refusals }) =>
      void ignoringFaults(database.query(PUBLISH, [place, Math.round(ms), withoutNul(why), refusals])),
    subscribe: async (cooldown) => {
      const takeOver = async (): Promise<void> => {
        for (const rest of await database.query<Rest>(REST)) cooldown.adopt(rest);
      };
      const update = (): void => void ignoringFaults(takeOver());
      const leave = await database.listen(CHANNEL, update, update);
      update();
      return leave;
    },
  };
}

/** A message that is lost only costs another process one refusal of its own. */
async function ignoringFaults(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!isFault(error)) throw error;
  });
}
