import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { pgliteServer, postgresServer, type TestServer } from "@hugginggpt/testing";
import { afterAll, describe } from "vitest";

/** Empties every table but the versions, quicker than a new database for each test. */
const EMPTY = `
  TRUNCATE hugginggpt.models, hugginggpt.cursors, hugginggpt.full_passes, hugginggpt.provider_turns, hugginggpt.meta
  RESTART IDENTITY CASCADE`;

/** Returns a database with an empty registry; the one before it is empty from then on. */
export type OpenEmpty = () => Promise<PostgresDatabase>;

const postgres = await postgresServer();

/** Tests something on each PostgreSQL that can be had here, and says why where one can't. */
export function onEachPostgres(
  test: (open: OpenEmpty, server: TestServer) => void,
  servers: readonly TestServer[] = [postgres, pgliteServer()],
): void {
  for (const server of servers) {
    const why = server.missing === null ? "" : `, which is missing: ${server.missing}`;
    describe.skipIf(server.missing !== null)(`on ${server.name}${why}`, () => {
      let opened: ReturnType<typeof openOn> | undefined;
      test(async () => {
        opened ??= openOn(server);
        const { db } = await opened;
        await db.query(EMPTY);
        return db;
      }, server);
      afterAll(async () => (await opened)?.close());
    });
  }
}

/** Tests something on a real server alone, where PGlite would tell nothing more. */
export function onPostgres(test: (open: OpenEmpty) => void): void {
  onEachPostgres(test, [postgres]);
}

async function openOn(server: TestServer) {
  const database = await server.create();
  const db = await PostgresDatabase.open(database.url, {
    applicationName: "tests",
    poolSize: server.poolSize,
  });
  const close = async (): Promise<void> => {
    await db.close();
    await database.drop();
  };
  return { db, close };
}
