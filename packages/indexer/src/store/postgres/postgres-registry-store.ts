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
import { ModelTable } from "../records/model-table.js";
import { putSeeded } from "../records/put-seeded.js";
import { storable } from "../records/storable.js";
import { hashOf } from "../texts/text-index.js";
import { asciiLower } from "./write/ascii-lower.js";
import { cardsToRead, progress } from "./write/card-queue.js";
import { linkCopies } from "./write/copy-links.js";
import { DESCRIBED, type DescribedRow, describedBy } from "./write/described-row.js";
import { replaceEndpoints } from "./write/endpoints.js";
import type { Wanted } from "./write/load-batch.js";
import { getMeta, setMeta } from "./write/meta.js";
import { ModelBatch } from "./write/model-batch.js";
import { type Change, changeModels, writeChanges } from "./write/model-change.js";
import {
  completePass,
  lastFullPass,
  lastPass,
  moveCursor,
  readCursor,
  readListings,
  seenAfter,
  unseenBy,
} from "./write/passes.js";
import { hasModels, outdatedBuiltins, putBuiltins, putStarters } from "./write/supplied.js";
import { PostgresTexts } from "./write/texts.js";
import { countTexts, putVectors, storedEmbedder, useEmbedder } from "./write/vectors.js";

/** The first statement of every write: it makes writers take turns, and outdates what readers have cached. */
const TAKE_TURN = "UPDATE hugginggpt.registry_state SET number = number + 1";

/** Redirects to another id that the Hub gave and that no sync has followed yet. */
const MOVES = `
  SELECT m.id AS "from", w.to_id AS "to" FROM hugginggpt.moves AS w JOIN hugginggpt.models AS m USING (row) ORDER BY row`;
const PUT_MOVES = `
  INSERT INTO hugginggpt.moves (row, to_id) SELECT * FROM unnest($1::int[], $2::text[])
  ON CONFLICT (row) DO UPDATE SET to_id = excluded.to_id`;
const FORGET_MOVE = `
  DELETE FROM hugginggpt.moves WHERE row IN (SELECT row FROM hugginggpt.models WHERE lower(id) = $1)`;
/** The last turn of a sync that read a provider's endpoints. */
const PUT_TURN = `
  INSERT INTO hugginggpt.provider_turns (provider, turn) VALUES ($1, $2)
  ON CONFLICT (provider) DO UPDATE SET turn = excluded.turn`;
const OF_TURN = "SELECT provider FROM hugginggpt.provider_turns WHERE turn = $1 ORDER BY provider";
const UNCONFIRMED = `
  SELECT count(*) AS n FROM hugginggpt.models WHERE source = 'seed' AND ($1::text IS NULL OR task = $1)`;
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

  cursor(scope: string): Promise<ListingCursor | null> {
    return this.#read((query) => readCursor(query, scope));
  }

  lastPass(): Promise<number> {
    return this.#read(lastPass);
  }

  seenAfter(pass: number): Promise<number> {
    return this.#read((query) => seenAfter(query, pass));
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
      await moveCursor(query, storable(cursor));
      return result;
    });
  }

  finishFullPass(cursor: ListingCursor, within: PassReach = {}): Promise<number> {
    return this.#write(async (transaction) => {
      const { query } = transaction;
      const gone = new ModelBatch(await unseenBy(query, cursor, within));
      const count = gone.now.size;
      new ModelTable(gone, gone).remove([...gone.now.values()]);
      await writeChanges(transaction, this.#texts, gone);
      await moveCursor(query, cursor);
      await completePass(query, cursor, count);
      return count;
    });
  }

  lastFullPass(scope: string): Promise<string | null> {
    return this.#read((query) => lastFullPass(query, scope));
  }

  listings(): Promise<readonly ListingState[]> {
    return this.#read(readListings);
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
      const pass = await lastPass(query);
      return putSeeded(given, models, cards, (row) => batch.see(row, pass));
    });
  }

  async unconfirmed(task: string | null): Promise<number> {
    return (await this.#db.query<{ n: number }>(UNCONFIRMED, [task]))[0]?.n ?? 0;
  }

  cardsToRead(limit: number, token = false): Promise<readonly CardTodo[]> {
    return this.#read((query) => cardsToRead(query, limit, token));
  }

  progress(token: boolean): Promise<StoreProgress> {
    return this.#read((query) => progress(query, token));
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
    const rows = await this.#db.query<{ provider: string }>(OF_TURN, [turn]);
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

  counts(): Promise<StoreCounts> {
    return this.#read(countTexts);
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
   * Rewrites the searched text of every model in batches, each committed, and returns the number of texts. If interrupted,
   * it starts again.
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
      await transaction.query(TAKE_TURN);
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
