import { PostgresDatabase, type PostgresTransaction } from "@hugginggpt/shared/postgres";
import { postgresServer } from "@hugginggpt/testing";
import Database from "better-sqlite3";
import { getTableName, isTable } from "drizzle-orm";
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import { migrate } from "./migrate.js";
import * as schema from "./schema.js";

interface ColumnFacts {
  readonly kind: string;
  readonly notNull: boolean;
  /** As SQLite writes it. */
  readonly default: string | null;
}

/** A table as both databases can be asked for it. */
interface TableFacts {
  readonly columns: Readonly<Record<string, ColumnFacts>>;
  /** What has to be there once: `columns`, those without regard to case as `lower(column)`. */
  readonly unique: readonly string[];
  /** Other indexes: `columns`, and `where` there are only some rows in it. */
  readonly indexes: readonly string[];
  /** `column -> table on delete ...` */
  readonly foreign: readonly string[];
}
type Tables = Readonly<Record<string, TableFacts>>;

const server = await postgresServer();
const LISTED: readonly SQLiteTable[] = Object.values(schema).filter((one) => isTable(one));

/** Words of texts are kept by FTS5 in one and as `tsvector` in the other; the rest is one machine's. */
const SQLITE_ONLY = ["index_generations", "texts", "writer"];
/** What machines share, and runs, which are files otherwise. */
const POSTGRES_ONLY =
  /^(limit_windows|provider_cooldowns|registry_state|repeats|runs?_?\w*|schema_version|server_secrets|sync_\w+|texts|track_records)$/;

/** How each kind of column is made in SQLite and in PostgreSQL. */
const KINDS: Readonly<Record<string, readonly [sqlite: string, ...postgres: string[]]>> = {
  SQLiteText: ["text", 'text "C"'],
  SQLiteTextJson: ["text", "jsonb"],
  SQLiteInteger: ["integer", "integer", "bigint"],
  SQLiteBoolean: ["integer", "boolean"],
  SQLiteReal: ["real", "double precision"],
  SQLiteBlobBuffer: ["blob", "bytea"],
};

/** What differs on purpose, as PostgreSQL has it: an index in the order of a listing, and a key beside that of any case. */
const OTHERWISE: Readonly<Record<string, Partial<TableFacts>>> = {
  models: {
    indexes: [
      "downloads DESC, lower(id)",
      "hub_id where (hub_id IS NOT NULL)",
      "lower(base_model) where (base_model IS NOT NULL)",
      "row where needs_vector",
      "task, downloads",
    ],
  },
  aliases: { unique: ["id", "lower(id)"] },
  // Languages are written in lower case.
  model_languages: { unique: ["row, language"] },
};

describe("the tables of a registry", () => {
  it("have the columns of the one list in SQLite, with its kinds, keys and defaults", () => {
    expect(listedOf(sqliteTables())).toEqual(wantedOf(([sqlite]) => [sqlite], "integer"));
  });

  it.skipIf(server.missing !== null)(
    `are the same in PostgreSQL: columns, kinds, keys, indexes and foreign keys (${server.missing ?? server.name})`,
    async () => {
      const [sqlite, postgres] = [sqliteTables(), await postgresTables()];
      const wanted = wantedOf(([_sqlite, ...kinds]) => kinds, "boolean");
      delete wanted[getTableName(schema.indexGenerations)];
      expect(listedOf(postgres)).toEqual(wanted);

      const shared = Object.keys(postgres).filter((name) => !POSTGRES_ONLY.test(name));
      const ours = Object.keys(sqlite).filter((name) => !SQLITE_ONLY.includes(name));
      expect(shared.sort()).toEqual(ours.sort());
      const keysOf = (tables: Tables) =>
        Object.fromEntries(ours.map((name) => [name, { ...tables[name], columns: namesOf(tables[name]) }]));
      const expected = Object.fromEntries(
        Object.entries(keysOf(sqlite)).map(([name, facts]) => [name, { ...facts, ...OTHERWISE[name] }]),
      );
      expect(keysOf(postgres)).toEqual(expected);
    },
  );
});

function namesOf(table: TableFacts | undefined): string[] {
  return Object.keys(table?.columns ?? {}).sort();
}

/** Returns the columns of the listed tables that are there. */
function listedOf(tables: Tables): Record<string, TableFacts["columns"]> {
  const names = LISTED.map(getTableName).filter((name) => tables[name]);
  return Object.fromEntries(names.map((name) => [name, tables[name]?.columns ?? {}]));
}

/** Returns the columns of the list as a database has to have them. */
function wantedOf(
  kindsOf: (kinds: readonly [string, ...string[]]) => readonly string[],
  boolean: "integer" | "boolean",
): Record<string, Record<string, unknown>> {
  const defaultOf = (value: unknown): string | null => {
    if (value === undefined) return null;
    return boolean === "integer" && typeof value === "boolean" ? String(Number(value)) : String(value);
  };
  return Object.fromEntries(
    LISTED.map((table) => [
      getTableName(table),
      Object.fromEntries(
        getTableConfig(table).columns.map((column) => [
          column.name,
          {
            kind: expect.toSatisfy((kind: string) =>
              kindsOf(KINDS[column.columnType] ?? [""]).includes(kind),
            ),
            notNull: column.notNull || column.primary,
            default: defaultOf(column.default),
          },
        ]),
      ),
    ]),
  );
}

function sqliteTables(): Tables {
  const sql = new Database(":memory:");
  migrate(sql, "memory");
  const all = <Row>(statement: string, ...values: string[]): Row[] =>
    sql.prepare<string[], Row>(statement).all(...values);
  const tables = all<{ name: string }>(
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'",
  ).map(({ name }): [string, TableFacts] => {
    const columns = all<{
      name: string;
      type: string;
      notnull: number;
      pk: number;
      dflt_value: string | null;
    }>("SELECT * FROM pragma_table_info(?)", name);
    const indexes = all<{ name: string; unique: number; origin: string; sql: string | null }>(
      'SELECT l.name, "unique", origin, m.sql FROM pragma_index_list(?) AS l LEFT JOIN sqlite_schema AS m ON m.name = l.name',
      name,
    ).map(({ name: index, unique, sql: made }) => {
      const keys = all<{ name: string; coll: string; desc: number }>(
        'SELECT name, coll, "desc" FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno',
        index,
      ).map((key) => (key.coll === "NOCASE" ? `lower(${key.name})` : key.name));
      const where = /WHERE (.*)$/.exec(made ?? "")?.[1];
      return { unique, text: keys.join(", ") + (where ? ` where ${whereOf(where)}` : "") };
    });
    // The number of a row is its key without an index.
    const rowKey = columns.filter(({ pk }) => pk > 0);
    const isRowKey = rowKey.length === 1 && rowKey[0]?.type === "INTEGER";
    return [
      name,
      {
        columns: Object.fromEntries(
          columns.map((one) => [
            one.name,
            {
              kind: one.type.toLowerCase(),
              notNull: one.notnull === 1 || one.pk > 0,
              default: one.dflt_value,
            },
          ]),
        ),
        unique: [
          ...(isRowKey ? [rowKey[0]?.name ?? ""] : []),
          ...indexes.filter(({ unique }) => unique).map(({ text }) => text),
        ].sort(),
        indexes: indexes.flatMap(({ unique, text }) => (unique ? [] : [text])).sort(),
        foreign: all<{ from: string; table: string; on_delete: string }>(
          "SELECT * FROM pragma_foreign_key_list(?)",
          name,
        ).map((key) => `${key.from} -> ${key.table} on delete ${key.on_delete.toLowerCase()}`),
      },
    ];
  });
  sql.close();
  // What FTS5 makes of its own accord.
  return Object.fromEntries(tables.filter(([name]) => !/^texts_/.test(name)));
}

/** A condition as PostgreSQL writes it. */
function whereOf(condition: string): string {
  return condition === "needs_vector = 1" ? "needs_vector" : `(${condition})`;
}

async function postgresTables(): Promise<Tables> {
  const database = await server.create();
  const db = await PostgresDatabase.open(database.url, { applicationName: "tests" });
  const tables = await db.read(readTables);
  await db.close();
  await database.drop();
  return tables;
}

async function readTables(db: PostgresTransaction): Promise<Tables> {
  const columns = await db.query<
    ColumnFacts & { readonly table: string; readonly name: string; readonly collation: string | null }
  >(
    `SELECT c.table_name AS "table", column_name AS name, data_type AS kind, is_nullable = 'NO' AS "notNull",
       regexp_replace(column_default, '::.*', '') AS default, collation_name AS collation
     FROM information_schema.columns AS c WHERE c.table_schema = 'hugginggpt'`,
  );
  const indexes = await db.query<{ table: string; unique: boolean; text: string; where: string | null }>(
    `SELECT t.relname AS "table", i.indisunique AS unique, pg_get_expr(i.indpred, i.indrelid) AS "where",
       (SELECT string_agg(pg_get_indexdef(i.indexrelid, n, true) || CASE WHEN i.indoption[n - 1] & 1 = 1 THEN ' DESC' ELSE '' END,
          ', ' ORDER BY n) FROM generate_series(1, i.indnkeyatts::int) AS n) AS text
     FROM pg_index AS i JOIN pg_class AS t ON t.oid = i.indrelid WHERE t.relnamespace = 'hugginggpt'::regnamespace`,
  );
  const foreign = await db.query<{ table: string; text: string }>(
    `SELECT t.relname AS "table", a.attname || ' -> ' || f.relname || ' on delete ' ||
       CASE c.confdeltype WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' ELSE c.confdeltype::text END AS text
     FROM pg_constraint AS c JOIN pg_class AS t ON t.oid = c.conrelid JOIN pg_class AS f ON f.oid = c.confrelid
       JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
     WHERE c.contype = 'f' AND t.relnamespace = 'hugginggpt'::regnamespace`,
  );
  return Object.fromEntries(
    [...new Set(columns.map(({ table }) => table))].map((table): [string, TableFacts] => {
      const own = indexes.filter((one) => one.table === table);
      const textsOf = (unique: boolean) =>
        own
          .filter((one) => one.unique === unique)
          .map(({ text, where }) => text.replaceAll('"', "") + (where === null ? "" : ` where ${where}`))
          .sort();
      return [
        table,
        {
          columns: Object.fromEntries(
            columns
              .filter((one) => one.table === table)
              .map(({ name, kind, notNull, default: value, collation }) => [
                name,
                { kind: collation === null ? kind : `${kind} "${collation}"`, notNull, default: value },
              ]),
          ),
          unique: textsOf(true),
          indexes: textsOf(false),
          foreign: foreign.flatMap((one) => (one.table === table ? [one.text] : [])),
        },
      ];
    }),
  );
}
