import { RegistryDatabase } from "../../packages/indexer/dist/store/database/registry-database.js";
import { PostgresDatabase } from "../../packages/shared/dist/postgres/index.js";

/** What a copy has for itself, as SQL; `of`: which copy, and how far rows and numbers of vectors are moved by it. */
const OWN = {
  row: (of) => `row + ${of.rows}`,
  rowid: (of) => `rowid + ${of.rows}`,
  seq: (of) => `seq + ${of.seqs}`,
  id: (of) => `id || '-${of.copy}'`,
  downloads: (of) => `downloads + ${of.copy}`,
  hub_id: () => "NULL",
};
const TABLES = ["models", "model_languages", "cards", "endpoints", "vectors", "texts"];

/**
 * Makes of a registry with synthetic models one of `models`: copies with their own ids, texts and vectors included, since to make so many
 * takes hours. `sql(text)`: runs a statement and returns its rows; `columns(table)`: the names of its columns.
 */
export async function grow({ sql, columns, prefix = "", overriding = "" }, models, note) {
  const [{ n, rows, seqs }] = await sql(
    `SELECT sum(CASE WHEN source = 'hub' THEN 1 ELSE 0 END) AS n, max(row) AS rows,
      (SELECT max(seq) FROM ${prefix}vectors) AS seqs FROM ${prefix}models`,
  );
  for (let [copy, has] = [1, Number(n)]; has < models; copy++) {
    const of = { copy, rows: copy * Number(rows), seqs: copy * Number(seqs) };
    const left = models - has;
    const among = `SELECT row FROM ${prefix}models WHERE source = 'hub' AND row <= ${rows} ORDER BY row LIMIT ${left}`;
    for (const table of TABLES) {
      const names = await columns(table);
      const own = names.map((name) => OWN[name]?.(of) ?? name);
      const key = names.includes("rowid") ? "rowid" : "row";
      await sql(
        `INSERT INTO ${prefix}${table} (${names}) ${table === "models" ? overriding : ""}
         SELECT ${own} FROM ${prefix}${table} WHERE ${key} IN (${among})`,
      );
    }
    has += Math.min(left, Number(n));
    note(`${has} of ${models} models`);
  }
  await sql(
    `UPDATE ${prefix}meta SET value = (SELECT max(seq) FROM ${prefix}vectors) WHERE key = 'vectorSeq'`,
  );
}

/** Grows the registry in a file of SQLite. */
export async function growSqlite(file, models, note) {
  const db = RegistryDatabase.open(file);
  db.sql.pragma("synchronous = OFF");
  db.sql.pragma("cache_size = -1000000");
  const sql = async (text) => {
    const statement = db.sql.prepare(text);
    return statement.reader ? statement.all() : void statement.run();
  };
  const columns = async (table) =>
    table === "texts"
      ? ["rowid", "title", "tags", "summary", "body"]
      : db.sql.pragma(`table_info(${table})`).map(({ name }) => name);
  await grow({ sql, columns }, models, note);
  db.close();
}

/** Grows the registry in a PostgreSQL; its index of words is made anew at the end, which is much faster. */
export async function growPostgres(url, models, note) {
  const db = await PostgresDatabase.open(url, { applicationName: "bench", poolSize: 1 });
  const sql = (text) => db.query(text);
  const columns = async (table) => {
    const found = await sql(`SELECT attname FROM pg_attribute
      WHERE attrelid = 'hugginggpt.${table}'::regclass AND attnum > 0 AND NOT attisdropped`);
    return found.map(({ attname }) => attname);
  };
  const [{ n }] = await sql("SELECT count(*) AS n FROM hugginggpt.models WHERE source = 'hub'");
  if (n >= models) return db.close();
  const [{ made }] = await sql("SELECT pg_get_indexdef('hugginggpt.texts_terms'::regclass) AS made");
  await sql("DROP INDEX hugginggpt.texts_terms");
  await grow({ sql, columns, prefix: "hugginggpt.", overriding: "OVERRIDING SYSTEM VALUE" }, models, note);
  await sql("SET maintenance_work_mem = '1GB'");
  note("index of words");
  await sql(made);
  await sql("UPDATE hugginggpt.registry_state SET number = number + 1");
  await sql("ANALYZE");
  await db.close();
}
