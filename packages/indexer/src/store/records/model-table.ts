import { type ModelRecord, type RecordSource, resolveTask } from "@hugginggpt/shared";
import { type ModelRow, rowOfRecord, sameDescription, sameRow } from "./model-row.js";
import type { ModelRows, SearchedTexts } from "./model-rows.js";

/** A greater one is never replaced by a smaller one. Nothing on the Hub may pose as a tool that ships with us. */
const RANK: Readonly<Record<RecordSource, number>> = { starter: 0, seed: 1, hub: 2, builtin: 3 };

/** The tag by which the Hub marks what transformers.js can load. */
const LOADABLE = "transformers.js";

export interface Written {
  readonly row: number;
  readonly change: "added" | "updated" | "unchanged";
}

/** The rules by which records are written. Every method belongs inside a transaction. */
export class ModelTable {
  readonly #rows: ModelRows;
  readonly #texts: SearchedTexts;

  constructor(rows: ModelRows, texts: SearchedTexts) {
    this.#rows = rows;
    this.#texts = texts;
  }

  /** Returns the row of an id, whatever its case; undefined if there is none. */
  find(id: string): ModelRow | undefined {
    return this.#rows.find(id);
  }

  /**
   * Writes a record and returns what changed. A record of a weaker source, or modified on the Hub before the stored
   * one, changes nothing. A model seen by an earlier pass under another id is moved; data stored for another repository
   * under this id is forgotten.
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
    if (another || (replaced && !(stored.source === "seed" && record.source === "hub")))
      this.#rows.forget(row);
    // A gate was opened or closed: the card is read again though the model's sha is the same.
    else if (values.gated !== stored.gated) this.#rows.reopenCard(row);
    this.#rows.update(stored, { ...values, baseFound });
    this.#rows.putLanguages(row, record.languages);
    this.#rows.putLocalTask(row, localTask(record));
    const forgotten = replaced || another;
    if (forgotten || !sameDescription(values, stored)) this.#texts.refresh({ ...stored, ...values });
    if (forgotten) this.#texts.refreshDependents(record.id);
    return { row, change: "updated" };
  }

  /**
   * Gives a model another id and keeps the old one as an alias. A model that already has the id keeps it, unless it is
   * known to be another repository, which no longer exists then; shipped models always keep theirs.
   */
  move(from: ModelRow, to: string, hubId: string | undefined): void {
    const there = this.find(to);
    if (there?.source === "builtin") return;
    const isDead = there !== undefined && there.row !== from.row && (there.hubId ?? hubId) !== hubId;
    if (there !== undefined && there.row !== from.row && !isDead) {
      this.#rows.putAlias(from.id, there.row, from.row);
      this.remove([from]);
      return;
    }
    if (isDead) this.remove([there]);
    this.#rows.update(from, { id: to });
    if (from.id.toLowerCase() !== to.toLowerCase()) this.#rows.putAlias(from.id, from.row);
    this.#rows.removeAlias(to);
    this.#texts.refresh({ ...from, id: to });
    for (const id of [from.id, to]) this.#texts.refreshDependents(id);
  }

  /** Removes models with all that is known of them. */
  remove(rows: readonly { readonly row: number; readonly id: string }[]): void {
    for (const { row } of rows) {
      this.#texts.remove(row);
      this.#rows.remove(row);
    }
    for (const { id } of rows) this.#texts.refreshDependents(id);
  }

  #insert(record: ModelRecord): Written {
    const row = this.#rows.insert(rowOfRecord(record));
    this.#rows.putLanguages(row.row, record.languages);
    this.#rows.putLocalTask(row.row, localTask(record));
    this.#rows.removeAlias(record.id);
    this.#texts.refresh(row);
    return { row: row.row, change: "added" };
  }

  /** The row of a model that an earlier pass saw under another id; undefined if there is none. */
  #formerly({ id, hubId, source }: ModelRecord, pass: number): ModelRow | undefined {
    return hubId === undefined || source !== "hub" ? undefined : this.#rows.formerly(hubId, pass, id);
  }
}

/** The task that a model of the Hub does on this machine by its tag; null if it does none. */
function localTask({ source, task, tags }: ModelRecord): string | null {
  return source === "hub" && task !== null && tags.includes(LOADABLE) ? (resolveTask(task) ?? task) : null;
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
