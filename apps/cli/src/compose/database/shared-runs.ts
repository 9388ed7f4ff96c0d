import type { openRunStorage } from "@hugginggpt/runtime";
import { openPostgresRunStorage } from "@hugginggpt/runtime/postgres";
import { openSharedRuns, type SharedRuns as Shared } from "@hugginggpt/runtime/shared-runs";
import { PostgresDatabase } from "@hugginggpt/shared/postgres";

/** What processes share by a database, and the runs in it. */
export interface SharedRuns extends Shared {
  /** Opens the runs. */
  readonly openStorage: typeof openRunStorage;
}

/**
 * Opens what processes share by the database at an address. `onTrouble`: see `openSharedRuns`.
 * @throws Fault for a database that cannot be used.
 */
export async function openShared(url: string, onTrouble: (message: string) => void): Promise<SharedRuns> {
  const database = await PostgresDatabase.open(url, { applicationName: "hugginggpt" });
  try {
    const shared = await openSharedRuns(database, { onTrouble });
    return {
      ...shared,
      openStorage: (home, options) => openPostgresRunStorage(database, home, options),
      close: async () => {
        await shared.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
