import type { ModelRecord, RecordSource } from "@hugginggpt/shared";
import { eq, type Placeholder, sql } from "drizzle-orm";
import { atFirstUse } from "../../collections/at-first-use.js";
import type { RegistryDatabase } from "../database/registry-database.js";
import { cards, endpoints, models } from "../database/schema.js";
import type { TextIndex } from "../texts/text-index.js";
import { AliasTable } from "./alias-table.js";
import { putLocalEndpoint } from "./local-endpoint.js";
import {
  COLUMNS,
  type ModelRow,
  type NewModelRow,
  rowOfRecord,
  sameDescription,
  sameRow,
} from "./model-row.js";

/** A greater one is never replaced by a smaller one. Nothing on the Hub may pose as a tool that ships with us. */
const RANK: Readonly<Record<RecordSource, number>> = { starter: 0, seed: 1, hub: 2, builtin: 3 };

const ASK_FOR_CARD = "UPDATE cards SET state = 'none' WHERE row = ?";
const FORMERLY = `
  SELECT id FROM models WHERE hub_id = ? AND source = 'hub' AND pass < ? AND id <> ? ORDER BY row LIMIT 1`;

export interface Written {
  readonly row: number;
  readonly change: "added" | "updated" | "unchanged";
}

/** Writes records. Every method belongs inside a transaction. */
export class ModelTable {
  readonly #db: RegistryDatabase;
  readonly #texts: TextIndex;
  readonly #aliases: AliasTable;
  readonly #find;
  readonly #insertRow;

  constructor(db: RegistryDatabase, texts: TextIndex) {
    this.#db = db;
    this.#texts = texts;
    this.#aliases = new AliasTable(db);
    this.#find = atFirstUse(() =>
      db.orm
        .select()
        .from(models)
        .where(eq(models.id, sql.placeholder("id")))
        .prepare(),
    );
    // The cast: a placeholder for each column, which the compiler does not follow through the list.
    const given = Object.fromEntries(COLUMNS.map((name) => [name, sql.placeholder(name)])) as Record<
      keyof NewModelRow,
      Placeholder
    >;
    this.#insertRow = atFirstUse(() => db.orm.insert(models).values(given).returning().prepare());
  }

  /** Returns the row of an id, whatever its case; undefined where there is none. */
  find(id: string): ModelRow | undefined {
    return this.#find().get({ id });
  }

  /**
   * Writes a record and says what that changed. A record of a smaller source, and one that the Hub modified earlier
   * than the stored one, change nothing. A model that an earlier pass saw under another id is moved; what was stored of
   * another repository under this id is forgotten.
   */
  put(record: ModelRecord, pass = 0): Written {
    const former = this.#formerly(record, pass);
    if (former) this.move(former, record.id, record.hubId);
    const stored = this.find(record.id);
    if (stored === undefined) return this.#insert(record);
    const { row } = stored;
    const another = isAnother(record, stored);
    if (RANK[record.source] < RANK[stored.source] || (!another && isOlder(record, stored)))
      return { row, change: "unchanged" };
    const values = another ? rowOfRecord(record) : withFoundBase(rowOfRecord(record), stored);
    if (sameRow(values, stored)) return { row, change: "unchanged" };
    const baseFound = stored.baseFound && values.baseModel === stored.baseModel;
    const replaced = record.source !== stored.source;
    // A bulk file's card serves until the Hub's is read.
    if (another || (replaced && !(stored.source === "seed" && record.source === "hub"))) this.#forget(row);
    // A gate was opened or closed: the card is read again though the model's sha is the same.
    else if (values.gated !== stored.gated) this.#db.statement(ASK_FOR_CARD).run(row);
    this.#db.orm
      .update(models)
      .set({ ...values, baseFound })
      .where(eq(models.row, row))
      .run();
    this.#putLanguages(row, record.languages);
    putLocalEndpoint(this.#db, row, record);
    const forgotten = replaced || another;
    if (forgotten || !sameDescription(values, stored)) this.#texts.refresh({ ...stored, ...values });
    if (forgotten) this.#texts.refreshDependents(record.id);
    return { row, change: "updated" };
  }

  /**
   * Gives a model another id and keeps the old one as an alias. A model that has the id already stays in its place,
   * unless it is known to be another repository, which is gone then; nothing that ships with us gives way.
   */
  move(from: ModelRow, to: string, hubId: string | undefined): void {
    const there = this.find(to);
    if (there?.source === "builtin") return;
    const isDead = there !== undefined && there.row !== from.row && (there.hubId ?? hubId) !== hubId;
    if (there !== undefined && there.row !== from.row && !isDead) {
      this.#aliases.put(from.id, there.row, from.row);
      this.remove([from]);
      return;
    }
    if (isDead) this.remove([there]);
    this.#db.orm.update(models).set({ id: to }).where(eq(models.row, from.row)).run();
    if (from.id.toLowerCase() !== to.toLowerCase()) this.#aliases.put(from.id, from.row);
    this.#aliases.remove(to);
    this.#texts.refresh({ ...from, id: to });
    for (const id of [from.id, to]) this.#texts.refreshDependents(id);
  }

  /** Removes models with all that is known of them. */
  remove(rows: readonly { readonly row: number; readonly id: string }[]): void {
    for (const { row } of rows) {
      this.#texts.remove(row);
      this.#db.orm.delete(models).where(eq(models.row, row)).run();
    }
    for (const { id } of rows) this.#texts.refreshDependents(id);
  }

  #insert(record: ModelRecord): Written {
    const row = this.#insertRow().get({ ...rowOfRecord(record) });
    this.#putLanguages(row.row, record.languages);
    putLocalEndpoint(this.#db, row.row, record);
    this.#aliases.remove(record.id);
    this.#texts.refresh(row);
    return { row: row.row, change: "added" };
  }

  /** The row of a model that an earlier pass saw under another id; undefined where there is none. */
  #formerly({ id, hubId, source }: ModelRecord, pass: number): ModelRow | undefined {
    if (hubId === undefined || source !== "hub") return undefined;
    const former = this.#db.statement<[string, number, string], { readonly id: string }>(FORMERLY);
    const found = former.get(hubId, pass, id);
    return found && this.find(found.id);
  }

  /** Drops the card and endpoints of another source, so that a record ends equal whether or not it was a starter. */
  #forget(row: number): void {
    this.#db.orm.delete(cards).where(eq(cards.row, row)).run();
    this.#db.orm.delete(endpoints).where(eq(endpoints.row, row)).run();
  }

  #putLanguages(row: number, languages: readonly string[]): void {
    this.#db.statement<[number]>("DELETE FROM model_languages WHERE row = ?").run(row);
    const put = this.#db.statement<[number, string]>("INSERT OR IGNORE INTO model_languages VALUES (?, ?)");
    for (const language of languages) put.run(row, language);
  }
}

/** Returns a row with the base model that was found for it, unless it declares one itself by now. */
function withFoundBase(values: ReturnType<typeof rowOfRecord>, stored: ModelRow): typeof values {
  if (!stored.baseFound || values.baseModel !== null) return values;
  return { ...values, baseModel: stored.baseModel, baseRelation: stored.baseRelation };
}

/** Whether a record is of another repository than the stored one, uploaded under the same id after that was deleted. */
function isAnother(record: ModelRecord, stored: ModelRow): boolean {
  if (record.source !== "hub" || stored.source !== "hub") return false;
  if (record.hubId !== undefined && stored.hubId !== null) return record.hubId !== stored.hubId;
  return record.createdAt !== null && stored.createdAt !== null && instant(record) !== instant(stored);
}

function instant({ createdAt }: { readonly createdAt: string | null }): number {
  return Date.parse(createdAt ?? "");
}

function isOlder(record: ModelRecord, stored: ModelRow): boolean {
  return (
    record.source === stored.source &&
    record.lastModified !== null &&
    stored.lastModified !== null &&
    record.lastModified < stored.lastModified
  );
}
