import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { postgresServer, type TestDatabase } from "@hugginggpt/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import { runCli } from "./cli.js";
import { openRegistryFile } from "./registry-dump.js";
import { sortRequests, startSyncProcess, syncAll } from "./syncing.js";
import { makeHome, tempHome } from "./temp-home.js";

const server = await postgresServer();
/** A registry as rows of text, without what follows from the order of work. */
const rowsIn = (schema: string): string => `
SELECT m.id, m.sha, m.text_hash AS "textHash", c.state, length(c.text) AS card, v.text_hash AS vector
FROM ${schema}models AS m LEFT JOIN ${schema}cards AS c ON c.row = m.row LEFT JOIN ${schema}vectors AS v ON v.row = m.row
WHERE m.source = 'hub' ORDER BY m.id`;

describe.skipIf(server.missing !== null)(
  `commands over a database (${server.missing ?? server.name})`,
  () => {
    const alone = makeHome();
    let hub: HubServer;
    let database: TestDatabase;
    let db: PostgresDatabase;
    const run = (bin: "hugginggpt" | "indexer" | "registry", args: string[], url = database.url) =>
      runCli(bin, args, { home: tempHome(), env: { HUGGINGGPT_DATABASE_URL: url, HF_ENDPOINT: hub.url } });
    beforeAll(async () => {
      hub = await startHub({ rows: readHubRows(INVENTED_FILE) });
      database = await server.create();
      db = await PostgresDatabase.open(database.url, { applicationName: "tests" });
      await syncAll({ hub, home: alone.path });
    });
    afterAll(async () => {
      await hub?.close();
      await db?.close();
      await database?.drop();
      alone.remove();
    });

    it.skipIf(process.platform === "win32")(
      "sync on three machines as on one, although the leader is killed in the middle",
      async () => {
        hub.clearRequests();
        const env = { HUGGINGGPT_DATABASE_URL: database.url };
        const three = [1, 2, 3].map(() => startSyncProcess({ hub, home: tempHome(), env }));
        const rule = hub.inject({
          match: "/raw/",
          after: 3,
          times: 1,
          fault: async (_request, honest) => {
            const [leader] = await db.query<{ pid: number }>(
              "SELECT pid FROM hugginggpt.sync_machines WHERE leads",
            );
            three.find(({ pid }) => pid === leader?.pid)?.kill("SIGKILL");
            return honest();
          },
        });
        const ends = await Promise.all(three.map(({ ended }) => ended));
        rule.remove();
        expect(ends.map(({ code, signal }) => signal ?? code).sort()).toEqual([0, 0, "SIGKILL"]);
        expect(ends.map(({ stderr }) => stderr).join()).toContain("Following: ");
        const sql = openRegistryFile(alone.path);
        const wanted = sql.prepare(rowsIn("")).all();
        sql.close();
        expect(await db.query(rowsIn("hugginggpt."))).toEqual(wanted);
        const asked = sortRequests(hub.requests).cards.map(({ path }) => path);
        expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(8);
      },
    );

    it("say what they are over: status, doctor, stats, config", async () => {
      const status = JSON.parse((await run("indexer", ["status", "--json"])).stdout);
      expect(status).toMatchObject({ writer: null, models: { hub: expect.any(Number) } });
      const { checks } = JSON.parse((await run("hugginggpt", ["doctor", "--offline", "--json"])).stdout);
      const check = (name: string) => checks.find((one: { name: string }) => one.name === name);
      expect(check("database")).toMatchObject({
        message: expect.stringMatching(/^PostgreSQL \d+.* tables of version \d/),
      });
      expect(check("registry").message).toContain("models in PostgreSQL at 127.0.0.1");
      const stats = JSON.parse((await run("registry", ["stats", "--json"])).stdout);
      expect(stats).toMatchObject({ file: null, database: expect.stringMatching(/^127\.0\.0\.1:\d+\//) });
      const { stdout } = await run("hugginggpt", ["config", "get", "database.url"]);
      expect(stdout).toMatch(/^postgres:\/\/127\.0\.0\.1:\d+\/\w+\n$/);
    });

    it("find in a migrated registry what they found before", async () => {
      const other = await server.create();
      const moved = await runCli("hugginggpt", ["migrate-to", other.url, "--json"], { home: alone.path });
      expect(moved.code).toBe(0);
      const { database, differences, registry } = JSON.parse(moved.stdout);
      expect(differences).toEqual([]);
      expect(database).not.toContain("@");
      const search = ["search", "ledger mood", "--json"];
      const [before, after] = [
        await runCli("registry", search, { home: alone.path }),
        await run("registry", search, other.url),
      ];
      const idsIn = ({ stdout }: { stdout: string }) =>
        JSON.parse(stdout).results.map(({ id }: { id: string }) => id);
      expect(idsIn(after)).toEqual(idsIn(before));
      expect(idsIn(after).length).toBeGreaterThan(0);
      expect((await run("indexer", ["verify"], other.url)).code).toBe(0);
      const again = await runCli("hugginggpt", ["migrate-to", other.url, "--json"], { home: alone.path });
      expect(JSON.parse(again.stdout).registry.rows).toEqual(registry.rows);
      await other.drop();
    });

    it("refuse a migration into a database that holds another registry, and one of a home that has none", async () => {
      const used = await runCli("hugginggpt", ["migrate-to", database.url], { home: alone.path });
      expect(used).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("The database holds another registry"),
      });
      const none = await runCli("hugginggpt", ["migrate-to"], { home: tempHome() });
      expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining("No database is named") });
    });

    it("end with one message and the next step over a database that cannot be used", async () => {
      const other = await server.create();
      const url = new URL(other.url);
      const broken = async (change: (url: URL) => void): Promise<readonly [number | null, string]> => {
        const changed = new URL(url);
        change(changed);
        const { code, stderr } = await run("registry", ["stats"], changed.href);
        return [code, stderr];
      };
      const say = (text: string) => expect.stringMatching(new RegExp(`^error: ${text}[^\n]*\n$`));
      expect(await broken((one) => Object.assign(one, { port: "1" }))).toEqual([
        5,
        say("PostgreSQL cannot be reached"),
      ]);
      expect(await broken((one) => Object.assign(one, { password: "wr0ng-pw" }))).toEqual([
        3,
        say("PostgreSQL refuses"),
      ]);
      expect(await broken((one) => Object.assign(one, { pathname: "/none" }))).toEqual([
        4,
        say("The server has no such"),
      ]);
      expect((await run("registry", ["stats"], url.href)).code).toBe(0);
      const [name] = [url.pathname.slice(1)];
      await db.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
      const sync = await run("indexer", ["sync", "--limit", "1"], url.href);
      expect([sync.code, sync.stderr]).toEqual([4, say("The database takes no writes")]);
      expect((await run("registry", ["stats"], url.href)).code).toBe(0);
      await db.query(`ALTER DATABASE ${name} SET default_transaction_read_only = off`);
      const inner = await PostgresDatabase.open(other.url, { applicationName: "tests" });
      await inner.query("UPDATE hugginggpt.schema_version SET version = 999");
      await inner.close();
      expect(await broken(() => undefined)).toEqual([4, say("The database was written by a newer version")]);
      await other.drop();
    });
  },
);
