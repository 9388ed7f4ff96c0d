import { existsSync } from "node:fs";
import { type MigratedRegistry, migrateRegistry } from "@hugginggpt/indexer/migrate";
import { openObjectStore } from "@hugginggpt/runtime";
import { type MigratedRuns, migrateRuns } from "@hugginggpt/runtime/migrate";
import { Fault, requireDatabaseUrl, secretsOf, shownDatabase } from "@hugginggpt/shared";
import { type ConfigFlags, readConfiguration } from "../../config/configuration.js";
import type { CliContext } from "../../program/cli-context.js";
import { homeFiles } from "../home.js";
import { createHttp } from "../http.js";
import { artifactsAddress } from "../runtime.js";

/** What was copied from a home into a database. */
export interface Migrated {
  /** The database, without user and password. */
  readonly database: string;
  /** Null if the home has none. */
  readonly registry: MigratedRegistry | null;
  readonly runs: MigratedRuns;
  /** The place of the runs' files that all machines reach; null: they stay in the home. */
  readonly artifacts: string | null;
}

/** Called with what is copied, how much of it is done, and how much there is. */
export type MigrationProgress = (what: "models" | "runs", done: number, total: number) => void;

/**
 * Copies the registry and the runs of a home into a database: the given one, else the configured one.
 * @throws Fault USAGE if there is no database or it holds another registry, REGISTRY_LOCKED; as the databases do.
 */
export async function migrateHome(
  given: string | undefined,
  flags: ConfigFlags,
  context: CliContext,
  onProgress: MigrationProgress,
): Promise<Migrated> {
  const { home, settings, offline } = await readConfiguration(flags, context);
  const url = given === undefined ? settings.databaseUrl : requireDatabaseUrl(given);
  if (url === null) {
    throw new Fault("USAGE", "No database is named", {
      wanted: "postgres://host:5432/database",
      next: "Give its address, or set HUGGINGGPT_DATABASE_URL, which keeps a password off the command line.",
    });
  }
  const secrets = secretsOf({ ...settings, databaseUrl: url });
  for (const secret of secrets) context.keepSecret?.(secret);
  const files = homeFiles(home);
  const common = { url, signal: context.signal };
  const registry = existsSync(files.registry)
    ? await migrateRegistry({
        ...common,
        file: files.registry,
        onProgress: (done, total) => onProgress("models", done, total),
      })
    : null;
  const address = artifactsAddress(settings, context);
  const http = createHttp(settings, context, { offline });
  const { s3 } = settings;
  const runs = await migrateRuns({
    ...common,
    home,
    secrets,
    trackRecords: files.trackRecords,
    artifacts: address && s3 ? await openObjectStore(address, { http, s3 }) : null,
    onProgress: (done, total) => onProgress("runs", done, total),
  });
  return { database: shownDatabase(url), registry, runs, artifacts: address };
}
