import type { ModelRow, NewModelRow } from "../../records/model-row.js";
import type { CardRow, ModelRows, SearchedTexts } from "../../records/model-rows.js";
import { asciiLower } from "./ascii-lower.js";

/** New rows are numbered from here, above all numbers of the database, until the database numbers them. */
const NEW = 2 ** 31;

/** The columns of a new row that its record does not decide. */
const FRESH = {
  baseFound: false,
  pass: 0,
  words: 0,
  textHash: null,
  profile: null,
  needsVector: true,
} as const;

/** One change of former ids. */
export type AliasChange =
  | { readonly put: string; readonly row: number; readonly from: number | undefined }
  | { readonly remove: string };

/**
 * The rows of models and cards that a piece of work may change, in memory: they are loaded before it, and its changes
 * are written after it, in a few statements.
 */
export class ModelBatch implements ModelRows, SearchedTexts {
  /** As they were loaded, by row. */
  readonly loaded: ReadonlyMap<number, ModelRow>;
  /** As they are now, by row, without removed ones. */
  readonly now: Map<number, ModelRow>;
  readonly forgotten = new Set<number>();
  readonly reopened = new Set<number>();
  readonly languages = new Map<number, readonly string[]>();
  readonly localTasks = new Map<number, string | null>();
  readonly aliases: AliasChange[] = [];
  readonly writtenCards = new Map<number, CardRow>();
  /** Rows whose texts must be written again, and ids of models whose cards other texts depend on. */
  readonly stale = new Set<number>();
  readonly staleBases = new Set<string>();
  readonly #byId = new Map<string, number>();
  readonly #byHubId = new Map<string, Set<number>>();
  readonly #cards: Map<number, CardRow>;
  #last = NEW;

  constructor(rows: readonly ModelRow[], cards: readonly CardRow[] = []) {
    this.loaded = new Map(rows.map((row) => [row.row, row]));
    this.now = new Map(this.loaded);
    this.#cards = new Map(cards.map((card) => [card.row, card]));
    for (const row of rows) this.#know(row);
  }

  find(id: string): ModelRow | undefined {
    const row = this.#byId.get(asciiLower(id));
    return row === undefined ? undefined : this.now.get(row);
  }

  formerly(hubId: string, pass: number, id: string): ModelRow | undefined {
    const rows = [...(this.#byHubId.get(hubId) ?? [])].flatMap((row) => this.now.get(row) ?? []);
    return rows
      .filter((row) => row.hubId === hubId && row.source === "hub" && row.pass < pass)
      .filter((row) => asciiLower(row.id) !== asciiLower(id))
      .sort((a, b) => a.row - b.row)[0];
  }

  insert(values: NewModelRow): ModelRow {
    const row: ModelRow = { ...FRESH, ...values, row: this.#last++ };
    this.now.set(row.row, row);
    this.#know(row);
    return row;
  }

  update({ row }: ModelRow, values: Partial<ModelRow>): void {
    const before = this.now.get(row);
    if (before === undefined) return;
    const after = { ...before, ...values };
    this.#byId.delete(asciiLower(before.id));
    this.now.set(row, after);
    this.#know(after);
  }

  remove(row: number): void {
    const before = this.now.get(row);
    if (before === undefined) return;
    this.#byId.delete(asciiLower(before.id));
    this.now.delete(row);
    for (const changes of [this.languages, this.localTasks, this.writtenCards, this.stale])
      changes.delete(row);
  }

  /** Notes the last pass that saw a model. */
  see(row: number, pass: number): void {
    const before = this.now.get(row);
    if (before && before.pass !== pass) this.now.set(row, { ...before, pass });
  }

  forget(row: number): void {
    if (!isNew(row)) this.forgotten.add(row);
    this.#cards.delete(row);
    this.writtenCards.delete(row);
  }

  reopenCard(row: number): void {
    const card = this.#cards.get(row);
    if (!isNew(row)) this.reopened.add(row);
    if (card) this.#cards.set(row, { ...card, state: "none" });
  }

  putLanguages(row: number, languages: readonly string[]): void {
    const byName = new Map(languages.toReversed().map((language) => [asciiLower(language), language]));
    this.languages.set(row, [...byName.values()]);
  }

  putLocalTask(row: number, task: string | null): void {
    this.localTasks.set(row, task);
  }

  putAlias(id: string, row: number, from?: number): void {
    this.aliases.push({ put: id, row, from });
  }

  removeAlias(id: string): void {
    this.aliases.push({ remove: id });
  }

  card(row: number): CardRow | undefined {
    return this.#cards.get(row);
  }

  putCard(card: CardRow): void {
    this.#cards.set(card.row, card);
    this.writtenCards.set(card.row, card);
    this.reopened.delete(card.row);
  }

  refresh({ row }: ModelRow): void {
    this.stale.add(row);
  }

  refreshDependents(baseId: string): void {
    this.staleBases.add(asciiLower(baseId));
  }

  #know(row: ModelRow): void {
    this.#byId.set(asciiLower(row.id), row.row);
    if (row.hubId === null) return;
    this.#byHubId.set(row.hubId, (this.#byHubId.get(row.hubId) ?? new Set()).add(row.row));
  }
}

/** Returns true for a row without a number of the database. */
export function isNew(row: number): boolean {
  return row >= NEW;
}
