import type {
  CardTodo,
  EmbedderIdentity,
  ListingCursor,
  ListingState,
  ModelMove,
  RegistryStore,
  SeedPosition,
  StoreCounts,
  StoreProgress,
} from "../../ports/registry-store.js";
import type { SqlValue } from "../database/registry-database.js";
import { storable } from "../records/storable.js";
import { MOVES, numberIn, PROVIDERS_OF_TURN, UNCONFIRMED } from "./bookkeeping.js";
import { CARDS_TO_READ, cardsIn, PROGRESS, progressIn } from "./card-queue.js";
import { EMBEDDER, GET_META, type MetaKey } from "./meta.js";
import * as passes from "./passes.js";
import { COUNT_TEXTS } from "./vectors.js";

/** The methods of a store that are one statement, the same on SQLite and PostgreSQL. */
export abstract class StoreQueries implements Partial<RegistryStore> {
  /** Returns the rows of a statement; its tables are in the schema `hugginggpt`, its values `$1`, `$2`, in order. */
  protected abstract rows<Row>(sql: string, values?: readonly SqlValue[]): Promise<Row[]>;

  /** Sets one of the registry's single values, in a transaction of its own. */
  protected abstract setMeta(key: MetaKey, value: string): Promise<void>;

  async cursor(scope: string): Promise<ListingCursor | null> {
    return passes.cursorIn(await this.rows(passes.READ_CURSOR, [scope]));
  }

  async lastPass(): Promise<number> {
    return numberIn(await this.rows(passes.LAST_PASS));
  }

  async seenAfter(pass: number): Promise<number> {
    return numberIn(await this.rows(passes.SEEN_AFTER, [pass]));
  }

  async lastFullPass(scope: string): Promise<string | null> {
    return (await this.rows<{ began: string }>(passes.LAST_FULL_PASS, [scope]))[0]?.began ?? null;
  }

  async listings(): Promise<readonly ListingState[]> {
    return passes.listingsIn(await this.rows(passes.LISTINGS));
  }

  moves(): Promise<readonly ModelMove[]> {
    return this.rows(MOVES);
  }

  async seedPosition(key: string): Promise<SeedPosition | null> {
    const rows = await this.#meta(`seed:${key}`);
    return rows === null ? null : { key, rows: Number(rows), done: false };
  }

  async unconfirmed(task: string | null): Promise<number> {
    return numberIn(await this.rows(UNCONFIRMED, [task]));
  }

  async cardsToRead(limit: number, token = false): Promise<readonly CardTodo[]> {
    return cardsIn(await this.rows(CARDS_TO_READ, [Number(token), limit]));
  }

  async progress(token: boolean): Promise<StoreProgress> {
    return progressIn(await this.rows(PROGRESS, [Number(token)]));
  }

  async providersOf(turn: number): Promise<readonly string[]> {
    const rows = await this.rows<{ provider: string }>(PROVIDERS_OF_TURN, [turn]);
    return rows.map(({ provider }) => provider);
  }

  async embedder(): Promise<EmbedderIdentity | null> {
    return (await this.rows<EmbedderIdentity>(EMBEDDER))[0] ?? null;
  }

  async counts(): Promise<StoreCounts> {
    return (await this.rows<StoreCounts>(COUNT_TEXTS))[0] ?? { textsToEmbed: 0, vectors: 0 };
  }

  noteSync(endedAt: string): Promise<void> {
    return this.setMeta("lastSync", endedAt);
  }

  note(name: string, text: string): Promise<void> {
    return this.setMeta(`note:${name}`, storable(text));
  }

  noted(name: string): Promise<string | null> {
    return this.#meta(`note:${name}`);
  }

  async #meta(key: MetaKey): Promise<string | null> {
    return (await this.rows<{ value: string }>(GET_META, [key]))[0]?.value ?? null;
  }
}
