import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import envPaths from "env-paths";

/**
 * Returns the directory of the local state: the given one, else `HUGGINGGPT_HOME`, else `data/` of the checkout that
 * this file lies in, else the platform's data directory.
 */
export function findHome(given: string | undefined, fromEnvironment: string | null): string {
  if (given) return resolve(given);
  if (fromEnvironment) return resolve(fromEnvironment);
  const checkout = fileURLToPath(new URL("../../../../", import.meta.url));
  const isCheckout =
    existsSync(join(checkout, "turbo.json")) && existsSync(join(checkout, "packages", "indexer"));
  return isCheckout ? join(checkout, "data") : envPaths("hugginggpt", { suffix: "" }).data;
}

export interface HomeFiles {
  readonly registry: string;
  /** How models did in earlier runs. */
  readonly trackRecords: string;
}

/** Returns where the files of the local state lie. */
export function homeFiles(home: string): HomeFiles {
  return {
    registry: join(home, "registry.sqlite"),
    trackRecords: join(home, "track-records.sqlite"),
  };
}
