import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import type { TestServer } from "@hugginggpt/testing";
import type { Bench } from "../e2e/bench.js";
import { makeHome } from "../e2e/temp-home.js";

/** An event of a run as its record has it. */
export interface RecordedEvent {
  readonly type: string;
  readonly task?: number;
  readonly [field: string]: unknown;
}

/** What processes share: a database and a place for files. */
export interface SharedPlace {
  /** The settings with which a command finds it. */
  readonly env: Readonly<Record<string, string>>;
  readonly database: PostgresDatabase;
  /** Lets so much time pass for the claims on runs that nobody renews: those end. */
  endClaims(): Promise<void>;
  /** Returns the recorded events of a run, in order. */
  events(run: string): Promise<readonly RecordedEvent[]>;
  close(): Promise<void>;
}

/** Returns a new place over a server of the tests, with the registry of the bench in it. */
export async function sharedPlace(server: TestServer, bench: Bench): Promise<SharedPlace> {
  const { url, drop } = await server.create();
  await migrate(bench, url);
  const artifacts = mkdtempSync(join(tmpdir(), "hugginggpt-artifacts-"));
  const database = await PostgresDatabase.open(url, { applicationName: "tests" });
  return {
    env: { HUGGINGGPT_DATABASE_URL: url, HUGGINGGPT_ARTIFACTS: artifacts },
    database,
    endClaims: async () => {
      await database.query(
        "UPDATE hugginggpt.runs SET lease_until = now() - interval '1 second' WHERE lease_until IS NOT NULL",
      );
      await database.query(
        "UPDATE hugginggpt_queue.job SET started_on = now() - interval '1 minute' WHERE state = 'active'",
      );
    },
    events: async (run) => {
      const rows = await database.query<{ entry: string }>(
        "SELECT entry FROM hugginggpt.run_events WHERE run = $1 ORDER BY seq",
        [run],
      );
      return rows.map(({ entry }) => JSON.parse(entry).event);
    },
    close: async () => {
      await database.close();
      await drop();
      rmSync(artifacts, { recursive: true, force: true });
    },
  };
}

async function migrate(bench: Bench, url: string): Promise<void> {
  const home = makeHome();
  cpSync(join(bench.synced, "registry.sqlite"), join(home.path, "registry.sqlite"));
  const { code, stderr } = await bench.run(["migrate-to", url], { home: home.path });
  home.remove();
  if (code !== 0) throw new Error(`The registry was not copied: ${stderr}`);
}
