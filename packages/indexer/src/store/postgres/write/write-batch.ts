import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import { cards, models } from "../../database/schema.js";
import { COLUMNS, type ModelRow } from "../../records/model-row.js";
import { asciiLower } from "./ascii-lower.js";
import { isNew, type ModelBatch } from "./model-batch.js";
import { insertInto, rowsGiven, setTo } from "./table-columns.js";

const RECORD = [...COLUMNS, "baseFound", "pass"] as const;
const CARD = ["row", "state", "text", "summary", "sha", "etag", "withoutToken"] as const;

/** Sets ids that no model has, so that two models can swap their ids. */
const PARK = "UPDATE hugginggpt.models SET id = E'\\x01' || row WHERE row = ANY($1::int[])";
const UPDATE = `
  UPDATE hugginggpt.models AS m SET ${setTo(models, RECORD)}
  FROM ${rowsGiven(models, ["row", ...RECORD])} WHERE m.row = given.row`;
const INSERT = insertInto(models, RECORD, "RETURNING row, id");
const SEE = `
  UPDATE hugginggpt.models AS m SET pass = given.pass FROM ${rowsGiven(models, ["row", "pass"])}
  WHERE m.row = given.row`;
/** Searches and index files identify vectors by model id, so a renamed model's vector gets a new `seq`. */
const RENAME_VECTORS = `
  WITH renamed AS (
    SELECT row, row_number() OVER (ORDER BY row) AS place FROM hugginggpt.vectors WHERE row = ANY($1::int[])
  ), counter AS (
    UPDATE hugginggpt.meta SET value = (value::bigint + (SELECT count(*) FROM renamed))::text
    WHERE key = 'vectorSeq' RETURNING value::bigint AS last
  )
  UPDATE hugginggpt.vectors AS v SET seq = last - (SELECT count(*) FROM renamed) + place
  FROM renamed, counter WHERE v.row = renamed.row`;
const DELETE = "DELETE FROM hugginggpt.models WHERE row = ANY($1::int[])";
const PUT_LANGUAGES = `
  INSERT INTO hugginggpt.model_languages (row, language) SELECT * FROM unnest($1::int[], $2::text[])
  ON CONFLICT DO NOTHING`;
const DROP_LANGUAGES = "DELETE FROM hugginggpt.model_languages WHERE row = ANY($1::int[])";
const PUT_LOCAL = `
  INSERT INTO hugginggpt.endpoints (row, kind, provider, task, status, target)
  SELECT row, 'local', 'transformers.js', task, 'live', '' FROM unnest($1::int[], $2::text[]) AS given(row, task)
  ON CONFLICT DO NOTHING`;
const DROP_LOCAL = "DELETE FROM hugginggpt.endpoints WHERE kind = 'local' AND row = ANY($1::int[])";
const FORGET = `
  WITH forgotten AS (DELETE FROM hugginggpt.cards WHERE row = ANY($1::int[]))
  DELETE FROM hugginggpt.endpoints WHERE row = ANY($1::int[])`;
const REOPEN = "UPDATE hugginggpt.cards SET state = 'none' WHERE row = ANY($1::int[])";
const PUT_CARDS = insertInto(
  cards,
  CARD,
  `ON CONFLICT (row) DO UPDATE SET (state, text, summary, sha, etag, without_token) =
    (excluded.state, excluded.text, excluded.summary, excluded.sha, excluded.etag, excluded.without_token)`,
);
const REMOVE_ALIASES = "DELETE FROM hugginggpt.aliases WHERE lower(id) = ANY($1::text[])";
const REPOINT = "UPDATE hugginggpt.aliases SET row = $1 WHERE row = $2";
const PUT_ALIAS = `
  WITH gone AS (DELETE FROM hugginggpt.aliases WHERE lower(id) = lower($1) AND id <> $1)
  INSERT INTO hugginggpt.aliases (id, row) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET row = excluded.row`;

/** Returns the database's row number for a row of the batch. */
export type NumberOf = (row: number) => number;

/** Writes the changes of a batch, except texts, and returns a function that maps its rows to the database's. */
export async function writeBatch({ query }: PostgresTransaction, batch: ModelBatch): Promise<NumberOf> {
  /** Sends no statement if there are no rows. */
  const over = async (
    sql: string,
    rows: readonly unknown[],
    ...values: readonly unknown[]
  ): Promise<void> => {
    if (rows.length > 0) await query(sql, values.length > 0 ? values : [rows]);
  };
  const overJson = (sql: string, rows: readonly object[]) => over(sql, rows, JSON.stringify(rows));
  const { removed, renamed, changed, seen, added } = changesOf(batch);

  await over(PARK, [...removed, ...renamed]);
  await overJson(UPDATE, changed);
  await overJson(SEE, seen);
  const numbers = new Map<string, number>();
  if (added.length > 0) {
    const written = await query<{ row: number; id: string }>(INSERT, [JSON.stringify(added)]);
    for (const { row, id } of written) numbers.set(id, row);
  }
  const byNew = new Map(added.map(({ row, id }) => [row, numbers.get(id) ?? row]));
  const numberOf: NumberOf = (row) => byNew.get(row) ?? row;

  await writeAliases(query, batch, numberOf);
  await over(RENAME_VECTORS, renamed);
  await over(DELETE, removed);
  await over(FORGET, [...batch.forgotten]);
  await over(REOPEN, [...batch.reopened]);
  await writeLanguages(over, batch, numberOf);
  const local = [...batch.localTasks];
  await over(
    DROP_LOCAL,
    local.flatMap(([row]) => (isNew(row) ? [] : row)),
  );
  const tasks = local.flatMap(([row, task]) => (task === null ? [] : [{ row: numberOf(row), task }]));
  await over(
    PUT_LOCAL,
    tasks,
    tasks.map(({ row }) => row),
    tasks.map(({ task }) => task),
  );
  await overJson(
    PUT_CARDS,
    [...batch.writtenCards.values()].map((card) => ({ ...card, row: numberOf(card.row) })),
  );
  return numberOf;
}

function changesOf({ loaded, now }: ModelBatch) {
  const pairs = [...now.values()].map((after) => ({ after, before: loaded.get(after.row) }));
  const isOnlySeen = (before: ModelRow, after: ModelRow) =>
    [...COLUMNS, "baseFound" as const].every((column) => before[column] === after[column]);
  const changed = pairs.flatMap(({ before, after }) =>
    before === undefined || isOnlySeen(before, after) ? [] : after,
  );
  return {
    removed: [...loaded.keys()].filter((row) => !now.has(row)),
    renamed: pairs.flatMap(({ before, after }) => (before && before.id !== after.id ? after.row : [])),
    changed: changed.map((row) => picked(row, ["row", ...RECORD])),
    seen: pairs.flatMap(({ before, after }) =>
      before && before.pass !== after.pass && isOnlySeen(before, after)
        ? { row: after.row, pass: after.pass }
        : [],
    ),
    added: pairs.flatMap(({ before, after }) =>
      before === undefined ? picked(after, ["row", ...RECORD]) : [],
    ),
  };
}

function picked<K extends keyof ModelRow>(row: ModelRow, keys: readonly K[]): Pick<ModelRow, K> {
  // The cast: `fromEntries` does not follow the list.
  return Object.fromEntries(keys.map((key) => [key, row[key]])) as Pick<ModelRow, K>;
}

type Over = (sql: string, rows: readonly unknown[], ...values: readonly unknown[]) => Promise<void>;

async function writeLanguages(over: Over, { languages }: ModelBatch, numberOf: NumberOf): Promise<void> {
  await over(
    DROP_LANGUAGES,
    [...languages.keys()].filter((row) => !isNew(row)),
  );
  const spoken = [...languages].flatMap(([row, all]) =>
    all.map((language) => ({ row: numberOf(row), language })),
  );
  await over(
    PUT_LANGUAGES,
    spoken,
    spoken.map(({ row }) => row),
    spoken.map(({ language }) => language),
  );
}

/** Writes the changes in their order; consecutive removals, such as those for new models, go together. */
async function writeAliases(
  query: PostgresTransaction["query"],
  { aliases }: ModelBatch,
  numberOf: NumberOf,
): Promise<void> {
  let going: string[] = [];
  const remove = async (): Promise<void> => {
    if (going.length > 0) await query(REMOVE_ALIASES, [going]);
    going = [];
  };
  for (const change of aliases) {
    if ("remove" in change) {
      going.push(asciiLower(change.remove));
      continue;
    }
    // A model that was added and removed in one batch leaves no alias.
    if (isNew(numberOf(change.row))) {
      going.push(asciiLower(change.put));
      continue;
    }
    await remove();
    if (change.from !== undefined) await query(REPOINT, [numberOf(change.row), numberOf(change.from)]);
    await query(PUT_ALIAS, [change.put, numberOf(change.row)]);
  }
  await remove();
}
