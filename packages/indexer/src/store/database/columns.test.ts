import { PostgresDatabase } from "@hugginggpt/shared/postgres";
import { postgresServer } from "@hugginggpt/testing";
import Database from "better-sqlite3";
import { getTableName, isTable } from "drizzle-orm";
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import { migrate } from "./migrate.js";
import * as schema from "./schema.js";

interface ColumnFacts {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
}

const server = await postgresServer();
// Files of vectors are SQLite's alone.
const TABLES: readonly SQLiteTable[] = Object.values(schema).filter((one) => isTable(one));
const SHARED = TABLES.filter((table) => table !== schema.indexGenerations);

/** How each kind of column is made in PostgreSQL. */
const POSTGRES_TYPES: Readonly<Record<string, readonly string[]>> = {
  SQLiteText: ["text"],
  SQLiteTextJson: ["jsonb"],
  SQLiteInteger: ["integer", "bigint"],
  SQLiteBoolean: ["boolean"],
  SQLiteReal: ["double precision"],
  SQLiteBlobBuffer: ["bytea"],
};

const listed = (table: SQLiteTable) => getTableConfig(table).columns;

describe("the list of columns", () => {
  it("is what the migrations make of SQLite", () => {
    const sql = new Database(":memory:");
    migrate(sql, "memory");
    for (const table of TABLES) {
      const made = sql
        .prepare<[string], { name: string; type: string; notnull: number; pk: number }>(
          'SELECT name, type, "notnull", pk FROM pragma_table_info(?) ORDER BY name',
        )
        .all(getTableName(table))
        .map(({ name, type, notnull, pk }) => ({
          name,
          type: type.toLowerCase(),
          notNull: notnull === 1 || pk > 0,
        }));
      const wanted = listed(table).map((column) => ({
        name: column.name,
        type: column.getSQLType(),
        notNull: column.notNull || column.primary,
      }));
      expect([getTableName(table), byName(made)]).toEqual([getTableName(table), byName(wanted)]);
    }
    sql.close();
  });

  it.skipIf(server.missing !== null)(
    `is what they make of PostgreSQL (${server.missing ?? server.name})`,
    async () => {
      const database = await server.create();
      const db = await PostgresDatabase.open(database.url, { applicationName: "tests" });
      const made = await db.query<
        ColumnFacts & { readonly table: string; readonly collation: string | null }
      >(
        `SELECT table_name AS "table", column_name AS name, data_type AS type, is_nullable = 'NO' AS "notNull",
         collation_name AS collation
       FROM information_schema.columns WHERE table_schema = 'hugginggpt'`,
      );
      await db.close();
      await database.drop();
      for (const table of SHARED) {
        const found = made.filter((column) => column.table === getTableName(table));
        const wanted = listed(table).map((column) => {
          const types = POSTGRES_TYPES[column.columnType] ?? [];
          const type = found.find(({ name }) => name === column.name)?.type ?? "none";
          return {
            name: column.name,
            type: types.includes(type) ? type : types.join(" or "),
            notNull: column.notNull || column.primary,
          };
        });
        const facts = found.map(({ name, type, notNull }) => ({ name, type, notNull }));
        expect([getTableName(table), byName(facts)]).toEqual([getTableName(table), byName(wanted)]);
      }
      const ours = new Set(SHARED.map(getTableName));
      const loose = made.filter(
        ({ table, type, collation }) => ours.has(table) && type === "text" && collation !== "C",
      );
      expect(loose).toEqual([]);
    },
  );
});

function byName(columns: readonly ColumnFacts[]): ColumnFacts[] {
  return columns.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
