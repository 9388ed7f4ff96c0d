import { randomBytes } from "node:crypto";
import { type Registry, systemClock, type TrackRecords } from "@hugginggpt/shared";
import type { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { ProviderCooldown } from "../executor/provider-cooldown.js";
import { patientQueries } from "../journal/postgres/patience.js";
import { PostgresTrackRecords } from "../journal/records/postgres-track-records.js";
import { patientRegistry } from "./patient-registry.js";
import { PgBossRunQueue } from "./pg-boss-run-queue.js";
import { postgresRepeats } from "./postgres-repeats.js";
import type { RunQueue } from "./run-queue.js";
import type { RunRepeats } from "./run-repeats.js";
import { shareCooldown } from "./share-cooldown.js";

/** What processes share that work on the same runs. */
export interface SharedRuns {
  readonly records: TrackRecords;
  readonly cooldown: ProviderCooldown;
  readonly repeats: RunRepeats;
  /** Returns a secret that all servers share; the first call creates it. */
  readonly secret: (name: string) => Promise<string>;
  /** Returns a registry in the database that waits while the database is unavailable. */
  readonly patient: (registry: Registry) => Registry;
  /** Opens the queue of runs. @throws as `PgBossRunQueue.open`. */
  readonly openQueue: () => Promise<RunQueue>;
  /** Ends the use. The caller who opened the database closes it afterwards. */
  readonly close: () => Promise<void>;
}

/** Returns what processes share through a database. `onTrouble` is called if the results of models cannot be saved. */
export async function openSharedRuns(
  database: PostgresDatabase,
  { onTrouble }: { readonly onTrouble: (message: string) => void },
): Promise<SharedRuns> {
  const { publish, subscribe } = shareCooldown(database);
  const patience = { clock: systemClock, ticks: () => performance.now() };
  const cooldown = new ProviderCooldown({ clock: systemClock, random: Math.random, onRest: publish });
  const records = new PostgresTrackRecords(database, { onTrouble });
  const leave = await subscribe(cooldown);
  return {
    records,
    cooldown,
    repeats: postgresRepeats(patientQueries(database, patience)),
    secret: (name) => secretOf(name, database),
    patient: (registry) => patientRegistry(registry, patience),
    openQueue: () => PgBossRunQueue.open(database),
    close: async () => {
      leave();
      await records.close();
    },
  };
}

const SECRET_BYTES = 32;
/** The first caller's secret counts. */
const SECRET = `
INSERT INTO hugginggpt.server_secrets (name, secret) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET name = EXCLUDED.name
RETURNING secret`;

async function secretOf(name: string, database: PostgresDatabase): Promise<string> {
  const fresh = randomBytes(SECRET_BYTES).toString("hex");
  const [row] = await database.query<{ secret: string }>(SECRET, [name, fresh]);
  return row?.secret ?? fresh;
}
