import type { ModelRecord, RecordSource } from "@hugginggpt/shared";
import { eq } from "drizzle-orm";
import { type ModelRow, rowOfRecord, sameDescription, sameRow } from "./model-row.js";
import type { RegistryDatabase } from "./registry-database.js";
import { cards, endpoints, modelLanguages, models } from "./schema.js";
import type { TextIndex } from "./text-index.js";

/** A greater one is never replaced by a smaller one. Nothing on the Hub may pose as a tool that ships with us. */
const RANK: Readonly<Record<RecordSource, number>> = { starter: 0, hub: 1, builtin: 2 };

export type Written = { readonly row: number; readonly change: "added" | "updated" | "unchanged" };

/** Writes records. Every method belongs inside a transaction. */
export class ModelTable {
  readonly #db: RegistryDatabase;
  readonly #texts: TextIndex;

  constructor(db: RegistryDatabase, texts: TextIndex) {
    this.#db = db;
    this.#texts = texts;
  }

  /** Returns the row of an id, whatever its case; undefined where there is none. */
  find(id: string): ModelRow | undefined {
    return this.#db.orm.select().from(models).where(eq(models.id, id)).get();
  }

  /** Returns true where exactly this record is stored. */
  isStored(record: ModelRecord): boolean {
    const stored = this.find(record.id);
    return stored !== undefined && sameRow(rowOfRecord(record), stored);
  }

  /**
   * Writes a record and says what that changed. A record of a smaller source, and one that the Hub modified earlier
   * than the stored one, change nothing.
   */
  put(record: ModelRecord): Written {
    const stored = this.find(record.id);
    if (stored === undefined) return this.#insert(record);
    const { row } = stored;
    if (RANK[record.source] < RANK[stored.source] || isOlder(record, stored))
      return { row, change: "unchanged" };
    const values = rowOfRecord(record);
    if (sameRow(values, stored)) return { row, change: "unchanged" };
    const replaced = record.source !== stored.source;
    if (replaced) this.#forget(row);
    this.#db.orm.update(models).set(values).where(eq(models.row, row)).run();
    this.#putLanguages(row, record.languages);
    if (replaced || !sameDescription(values, stored)) this.#texts.refresh({ ...stored, ...values });
    return { row, change: "updated" };
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
    const row = this.#db.orm.insert(models).values(rowOfRecord(record)).returning().get();
    this.#putLanguages(row.row, record.languages);
    this.#texts.refresh(row);
    return { row: row.row, change: "added" };
  }

  /** Drops the card and endpoints of another source, so that a record ends equal whether or not it was a starter. */
  #forget(row: number): void {
    this.#db.orm.delete(cards).where(eq(cards.row, row)).run();
    this.#db.orm.delete(endpoints).where(eq(endpoints.row, row)).run();
  }

  #putLanguages(row: number, languages: readonly string[]): void {
    this.#db.orm.delete(modelLanguages).where(eq(modelLanguages.row, row)).run();
    for (const language of languages) {
      this.#db.orm.insert(modelLanguages).values({ row, language }).onConflictDoNothing().run();
    }
  }
}

function isOlder(record: ModelRecord, stored: ModelRow): boolean {
  return (
    record.source === stored.source &&
    record.lastModified !== null &&
    stored.lastModified !== null &&
    record.lastModified < stored.lastModified
  );
}
