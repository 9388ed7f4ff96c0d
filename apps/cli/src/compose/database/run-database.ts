import type { openRunStorage } from "@hugginggpt/runtime";
import { openPostgresRunStorage } from "@hugginggpt/runtime/postgres";
import { openSharedRuns, type SharedRuns } from "@hugginggpt/runtime/shared-runs";
import type { Fault } from "@hugginggpt/shared";
import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { describe, t } from "../../lang/words.js";
import { closingIfFailed } from "../closing.js";

/** What processes share through a database, and the runs in it. */
export interface RunDatabase extends SharedRuns {
  /** Opens the runs. */
  readonly openStorage: typeof openRunStorage;
}

/** Receives messages about trouble with a database. */
export interface Troubles {
  /** See `openSharedRuns`. */
  readonly onTrouble: (message: string) => void;
  /** Called now and then while runs wait because the database is out of disk space. */
  readonly onFull: (message: string) => void;
}

/** Opens the database at an address. @throws Fault for a database that cannot be used. */
export async function openRunDatabase(
  url: string,
  { onTrouble, onFull: report }: Troubles,
): Promise<RunDatabase> {
  const onFull = (fault: Fault): void =>
    report(t`Runs wait, and go on by themselves once there is room: ${describe(fault)}`);
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
