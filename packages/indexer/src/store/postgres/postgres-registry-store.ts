import type { Endpoint, ModelRecord } from "@hugginggpt/shared";
import type { PostgresDatabase, PostgresTransaction } from "@hugginggpt/shared/postgres";
import type { DescribeModel } from "../../ports/describe-model.js";
import type {
  CardResult,
  CardTodo,
  EmbedderIdentity,
  EmbeddingTodo,
  ListingCursor,
  ListingState,
  ModelMove,
  PageResult,
  PassReach,
  RegistryStore,
  SeededModel,
  SeedPosition,
  SeedResult,
  StoreCounts,
  StoreProgress,
  Vector,
} from "../../ports/registry-store.js";
import { models as modelTable } from "../database/schema.js";
import type { ModelRow } from "../records/model-row.js";
import { ModelTable } from "../records/model-table.js";
import { putSeeded } from "../records/put-seeded.js";
import { storable } from "../records/storable.js";
import { MOVES, numberIn, PROVIDERS_OF_TURN, PUT_TURN, UNCONFIRMED } from "../statements/bookkeeping.js";
import { CARDS_TO_READ, cardsIn, PROGRESS, progressIn } from "../statements/card-queue.js";
import * as passes from "../statements/passes.js";
import { COUNT_TEXTS } from "../statements/vectors.js";
import { hashOf } from "../texts/text-index.js";
import { NEXT_STATE } from "./committed-state.js";
import { asciiLower } from "./write/ascii-lower.js";
import { linkCopies } from "./write/copy-links.js";
import { DESCRIBED, type DescribedRow, describedBy } from "./write/described-row.js";
import { replaceEndpoints } from "./write/endpoints.js";
import type { Wanted } from "./write/load-batch.js";
import { getMeta, setMeta } from "./write/meta.js";
import { ModelBatch } from "./write/model-batch.js";
import { type Change, changeModels, writeChanges } from "./write/model-change.js";
import { hasModels, outdatedBuiltins, putBuiltins, putStarters } from "./write/supplied.js";
import { namedColumns } from "./write/table-columns.js";
import { PostgresTexts } from "./write/texts.js";
import { putVectors, storedEmbedder, useEmbedder } from "./write/vectors.js";

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
export class PostgresRegistryStore implements RegistryStore {
  readonly #db: PostgresDatabase;
  readonly #describe: DescribeModel;
  readonly #texts: PostgresTexts;

  constructor(db: PostgresDatabase, describe: DescribeModel) {
    this.#db = db;
    this.#describe = describe;
    this.#texts = new PostgresTexts(describe);
  }

  async cursor(scope: string): Promise<ListingCursor | null> {
    return passes.cursorIn(await this.#db.query(passes.READ_CURSOR, [scope]));
  }

  async lastPass(): Promise<number> {
    return numberIn(await this.#db.query(passes.LAST_PASS));
  }

  async seenAfter(pass: number): Promise<number> {
    return numberIn(await this.#db.query(passes.SEEN_AFTER, [pass]));
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

  async lastFullPass(scope: string): Promise<string | null> {
    return (await this.#db.query<{ began: string }>(passes.LAST_FULL_PASS, [scope]))[0]?.began ?? null;
  }

  async listings(): Promise<readonly ListingState[]> {
    return passes.listingsIn(await this.#db.query(passes.LISTINGS));
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

  moves(): Promise<readonly ModelMove[]> {
    return this.#db.query<ModelMove>(MOVES);
  }

  async forgetMove(from: string): Promise<void> {
    await this.#write(({ query }) => query(FORGET_MOVE, [asciiLower(from)]));
  }

  async seedPosition(key: string): Promise<SeedPosition | null> {
    const rows = await this.#read((query) => getMeta(query, `seed:${key}`));
    return rows === null ? null : { key, rows: Number(rows), done: false };
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

  async unconfirmed(task: string | null): Promise<number> {
    return numberIn(await this.#db.query(UNCONFIRMED, [task]));
  }

  async cardsToRead(limit: number, token = false): Promise<readonly CardTodo[]> {
    return cardsIn(await this.#db.query(CARDS_TO_READ, [token, limit]));
  }

  async progress(token: boolean): Promise<StoreProgress> {
    return progressIn(await this.#db.query(PROGRESS, [token]));
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

  async providersOf(turn: number): Promise<readonly string[]> {
    const rows = await this.#db.query<{ provider: string }>(PROVIDERS_OF_TURN, [turn]);
    return rows.map(({ provider }) => provider);
  }

  embedder(): Promise<EmbedderIdentity | null> {
    return this.#read(storedEmbedder);
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

  async counts(): Promise<StoreCounts> {
    return (await this.#db.query<StoreCounts>(COUNT_TEXTS))[0] ?? { textsToEmbed: 0, vectors: 0 };
  }

  commitVectors(given: readonly Vector[]): Promise<void> {
    return this.#write(({ query }) => putVectors(query, given));
  }

  noteSync(endedAt: string): Promise<void> {
    return this.#write(({ query }) => setMeta(query, "lastSync", endedAt));
  }

  note(name: string, text: string): Promise<void> {
    return this.#write(({ query }) => setMeta(query, `note:${name}`, storable(text)));
  }

  noted(name: string): Promise<string | null> {
    return this.#read((query) => getMeta(query, `note:${name}`));
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
