import type { openRunStorage } from "@hugginggpt/runtime";
import { openPostgresRunStorage } from "@hugginggpt/runtime/postgres";
import { openSharedRuns, type SharedRuns as Shared } from "@hugginggpt/runtime/shared-runs";
import type { Fault } from "@hugginggpt/shared";
import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { describe, t } from "../../lang/words.js";
import { closingIfFailed } from "../closing.js";

/** What processes share by a database, and the runs in it. */
export interface SharedRuns extends Shared {
  /** Opens the runs. */
  readonly openStorage: typeof openRunStorage;
}

/** Who is told of what goes wrong with a database. */
export interface Troubles {
  /** See `openSharedRuns`. */
  readonly onTrouble: (message: string) => void;
  /** Told now and then while runs wait because it has no room. */
  readonly onFull: (message: string) => void;
}

/**
 * Opens what processes share by the database at an address.
 * @throws Fault for a database that cannot be used.
 */
export async function openShared(url: string, { onTrouble, onFull: tell }: Troubles): Promise<SharedRuns> {
  const onFull = (fault: Fault): void =>
    tell(t`Runs wait, and go on by themselves once there is room: ${describe(fault)}`);
  const opened = await PostgresDatabase.open(url, { applicationName: "hugginggpt" });
  return closingIfFailed(opened, async (database) => {
    const shared = await openSharedRuns(database, { onTrouble });
    return {
      ...shared,
      openStorage: (home, options) => openPostgresRunStorage(database, home, { ...options, onFull }),
      close: async () => {
        await shared.close();
        await database.close();
      },
    };
  });
}
