import type { Endpoint, ModelRecord } from "@hugginggpt/shared";
import type { PostgresDatabase, PostgresTransaction } from "@hugginggpt/shared/postgres";
import type { DescribeModel } from "../../ports/describe-model.js";
import type {
  CardResult,
  EmbedderIdentity,
  EmbeddingTodo,
  ListingCursor,
  PageResult,
  PassReach,
  RegistryStore,
  SeededModel,
  SeedPosition,
  SeedResult,
  Vector,
} from "../../ports/registry-store.js";
import type { SqlValue } from "../database/registry-database.js";
import { models as modelTable } from "../database/schema.js";
import type { ModelRow } from "../records/model-row.js";
import { ModelTable } from "../records/model-table.js";
import { putSeeded } from "../records/put-seeded.js";
import { storable } from "../records/storable.js";
import { numberIn, PUT_TURN } from "../statements/bookkeeping.js";
import type { MetaKey } from "../statements/meta.js";
import * as passes from "../statements/passes.js";
import { StoreQueries } from "../statements/store-queries.js";
import { hashOf } from "../texts/text-index.js";
import { NEXT_STATE } from "./committed-state.js";
import { asciiLower } from "./write/ascii-lower.js";
import { linkCopies } from "./write/copy-links.js";
import { DESCRIBED, type DescribedRow, describedBy } from "./write/described-row.js";
import { replaceEndpoints } from "./write/endpoints.js";
import type { Wanted } from "./write/load-batch.js";
import { setMeta } from "./write/meta.js";
import { ModelBatch } from "./write/model-batch.js";
import { type Change, changeModels, writeChanges } from "./write/model-change.js";
import { hasModels, outdatedBuiltins, putBuiltins, putStarters } from "./write/supplied.js";
import { namedColumns } from "./write/table-columns.js";
import { PostgresTexts } from "./write/texts.js";
import { putVectors, useEmbedder } from "./write/vectors.js";

const UNSEEN = passes.unseen(namedColumns(modelTable, "m"));
const PUT_MOVES = `
  INSERT INTO hugginggpt.moves (row, to_id) SELECT * FROM unnest($1::int[], $2::text[])
  ON CONFLICT (row) DO UPDATE SET to_id = excluded.to_id`;
const FORGET_MOVE = `
  DELETE FROM hugginggpt.moves WHERE row IN (SELECT row FROM hugginggpt.models WHERE lower(id) = $1)`;
const TO_EMBED = `
  ${DESCRIBED} WHERE m.needs_vector AND ($2::text[] IS NULL OR lower(m.id) = ANY($2)) ORDER BY m.row LIMIT $1`;
const ROWS_AFTER = "SELECT row FROM hugginggpt.models WHERE row > $1 ORDER BY row LIMIT 500";

/** The write side on PostgreSQL. Writers take turns, so that each sees what the previous one wrote. */
export class PostgresRegistryStore extends StoreQueries implements RegistryStore {
  readonly #db: PostgresDatabase;
  readonly #describe: DescribeModel;
  readonly #texts: PostgresTexts;

  constructor(db: PostgresDatabase, describe: DescribeModel) {
    super();
    this.#db = db;
    this.#describe = describe;
    this.#texts = new PostgresTexts(describe);
  }

  commitPage(given: readonly ModelRecord[], cursor: ListingCursor): Promise<PageResult> {
    const records = storable(given);
    return this.#change(wantedBy(records), async ({ query, batch, models }) => {
      const result = { added: 0, updated: 0, unchanged: 0 };
      for (const record of records) {
        const { row, change } = models.put(record, cursor.pass);
        result[change]++;
        batch.see(row, cursor.pass);
      }
      await query(passes.PUT_CURSOR, passes.cursorValues(storable(cursor)));
      return result;
    });
  }

  finishFullPass(cursor: ListingCursor, within: PassReach = {}): Promise<number> {
    return this.#write(async (transaction) => {
      const { query } = transaction;
      const { scope, task, watermark } = cursor;
      const gone = new ModelBatch(await query<ModelRow>(UNSEEN, passes.unseenValues(cursor, within)));
      const count = gone.now.size;
      new ModelTable(gone, gone).remove([...gone.now.values()]);
      await writeChanges(transaction, this.#texts, gone);
      await query(passes.PUT_CURSOR, passes.cursorValues(cursor));
      if (count > 0) await query(passes.VOID_OTHERS, [scope, task]);
      await query(passes.COMPLETE_PASS, [scope, task, watermark]);
      return count;
    });
  }

  async moveModel(from: string, given: ModelRecord): Promise<void> {
    const record = storable(given);
    const wanted = { ids: [from, record.id], hubIds: [record.hubId] };
    await this.#change(wanted, async ({ query, models }) => {
      const stored = models.find(from);
      if (stored === undefined || stored.source === "builtin") return;
      await query(FORGET_MOVE, [asciiLower(from)]);
      models.move(stored, record.id, record.hubId);
      models.put(record);
    });
  }

  async forgetMove(from: string): Promise<void> {
    await this.#write(({ query }) => query(FORGET_MOVE, [asciiLower(from)]));
  }

  commitSeed(seeded: readonly SeededModel[], { key, rows, done }: SeedPosition): Promise<SeedResult> {
    const given = storable(seeded);
    const wanted = wantedBy(given.map(({ record }) => record));
    return this.#change({ ...wanted, withCards: true }, async ({ query, batch, models, cards }) => {
      await setMeta(query, `seed:${key}`, done ? null : String(rows));
      const pass = numberIn(await query(passes.LAST_PASS));
      return putSeeded(given, models, cards, (row) => batch.see(row, pass));
    });
  }

  async commitCards(given: readonly CardResult[]): Promise<void> {
    const results = storable(given);
    await this.#change({ ids: results.map(({ id }) => id), withCards: true }, async ({ query, cards }) => {
      const moves = new Map<number, string>();
      for (const result of results) {
        const row = cards.put(result);
        if (row !== null && result.movedTo) moves.set(row, result.movedTo);
      }
      if (moves.size > 0) await query(PUT_MOVES, [[...moves.keys()], [...moves.values()]]);
    });
  }

  async linkCopies(): Promise<void> {
    await this.#write(async (transaction) => {
      await this.#texts.refresh(transaction, await linkCopies(transaction.query));
    });
  }

  replaceEndpoints(
    provider: string,
    given: readonly { readonly id: string; readonly endpoint: Endpoint }[],
    turn?: number,
  ): Promise<number> {
    return this.#write(async ({ query }) => {
      if (turn !== undefined) await query(PUT_TURN, [provider, turn]);
      return await replaceEndpoints(query, provider, storable(given));
    });
  }

  useEmbedder(identity: EmbedderIdentity): Promise<void> {
    return this.#write(({ query }) => useEmbedder(query, identity));
  }

  async textsToEmbed(limit: number, among?: readonly string[]): Promise<readonly EmbeddingTodo[]> {
    const stale = await this.#db.query<DescribedRow>(TO_EMBED, [limit, among?.map(asciiLower) ?? null]);
    const todo = stale.map((row) => {
      const text = describedBy(row, this.#describe).embeddingText;
      return { row, id: row.id, text, textHash: hashOf(text) };
    });
    // An earlier version of this program may have made another text for a model; then it is written again.
    const other = todo.filter(({ row, textHash }) => textHash !== row.textHash).map(({ row }) => row.row);
    if (other.length > 0) await this.#write((transaction) => this.#texts.refresh(transaction, other));
    return todo.map(({ id, text, textHash }) => ({ id, text, textHash }));
  }

  commitVectors(given: readonly Vector[]): Promise<void> {
    return this.#write(({ query }) => putVectors(query, given));
  }

  /** Adds or updates the built-in tools. Writes nothing if they are up to date. */
  async ensureBuiltinTools(): Promise<void> {
    if ((await this.#read(outdatedBuiltins)) === null) return;
    await this.#write(async (transaction) => {
      const known = await outdatedBuiltins(transaction.query);
      if (known !== null) await putBuiltins(transaction, this.#texts, known);
    });
  }

  /** Fills a registry without models with the starter set, and returns how many models it wrote; else 0. */
  async ensureStarterSet(): Promise<number> {
    if (await this.#read(hasModels)) return 0;
    return this.#write(async (transaction) =>
      (await hasModels(transaction.query)) ? 0 : putStarters(transaction, this.#texts),
    );
  }

  /**
   * Rewrites the searched text of every model in batches, each committed, and returns the number of texts. If
   * interrupted, it starts again.
   * @throws the signal's reason when aborted.
   */
  async rebuildTexts(signal?: AbortSignal): Promise<number> {
    let [count, last] = [0, 0];
    for (;;) {
      signal?.throwIfAborted();
      const rows = (await this.#db.query<{ row: number }>(ROWS_AFTER, [last])).map(({ row }) => row);
      const end = rows.at(-1);
      if (end === undefined) return count;
      await this.#write((transaction) => this.#texts.refresh(transaction, rows));
      [count, last] = [count + rows.length, end];
    }
  }

  protected rows<Row>(sql: string, values: readonly SqlValue[] = []): Promise<Row[]> {
    return this.#db.query<Row>(sql, values);
  }

  protected setMeta(key: MetaKey, value: string): Promise<void> {
    return this.#write(({ query }) => setMeta(query, key, value));
  }

  #read<T>(work: (query: PostgresTransaction["query"]) => Promise<T>): Promise<T> {
    // A single statement needs no transaction.
    return work(this.#db.query.bind(this.#db));
  }

  #write<T>(work: (transaction: PostgresTransaction) => Promise<T>): Promise<T> {
    return this.#db.write(async (transaction) => {
      await transaction.query(NEXT_STATE);
      return await work(transaction);
    });
  }

  #change<T>(wanted: Wanted, work: (change: Change) => Promise<T>): Promise<T> {
    return this.#write((transaction) => changeModels(transaction, this.#texts, wanted, work));
  }
}

function wantedBy(records: readonly ModelRecord[]): Wanted {
  return { ids: records.map(({ id }) => id), hubIds: records.map(({ hubId }) => hubId) };
}
