import type { ModelRecord } from "@hugginggpt/shared";
import type { SeededModel, SeedPosition, SeedResult } from "../../ports/registry-store.js";
import type { MetaTable } from "../database/meta-table.js";
import type { RegistryDatabase } from "../database/registry-database.js";
import type { CardTable } from "../texts/card-table.js";
import { recordOfRow } from "./model-row.js";
import type { ModelTable } from "./model-table.js";

const SEE = "UPDATE models SET pass = ? WHERE row = ? AND source = 'seed'";
const UNCONFIRMED = "SELECT count(*) FROM models WHERE source = 'seed' AND (? IS NULL OR task = ?)";

/** Writes what bulk files tell, and remembers how far each was read. Writing methods belong inside a transaction. */
export class SeedTable {
  readonly #db: RegistryDatabase;
  readonly #meta: MetaTable;
  readonly #models: ModelTable;
  readonly #cards: CardTable;

  constructor(db: RegistryDatabase, meta: MetaTable, modelTable: ModelTable, cardTable: CardTable) {
    this.#db = db;
    this.#meta = meta;
    this.#models = modelTable;
    this.#cards = cardTable;
  }

  position(key: string): SeedPosition | null {
    const rows = this.#meta.get(`seed:${key}`);
    return rows === null ? null : { key, rows: Number(rows), done: false };
  }

  /** A finished file leaves no position: to read it again starts again. */
  move({ key, rows, done }: SeedPosition): void {
    if (done) this.#meta.remove(`seed:${key}`);
    else this.#meta.set(`seed:${key}`, String(rows));
  }

  /** New records count as seen by the last pass: only a later one removes what the Hub does not list. */
  put(given: readonly SeededModel[], lastPass: number): SeedResult {
    const see = this.#db.statement<[number, number]>(SEE);
    return putSeeded(given, this.#models, this.#cards, (row) => void see.run(lastPass, row));
  }

  unconfirmed(task: string | null): number {
    const count = this.#db.statement<[string | null, string | null], number>(UNCONFIRMED);
    return count.pluck().get(task, task) ?? 0;
  }
}

/** Writes what a bulk file tells below what the Hub gave; `see` is told every row that it changed. */
export function putSeeded(
  given: readonly SeededModel[],
  models: ModelTable,
  cards: CardTable,
  see: (row: number) => void,
): SeedResult {
  const result = { added: 0, updated: 0, unchanged: 0, cards: 0 };
  for (const { record, card } of given) {
    const stored = models.find(record.id);
    const told = stored?.source === "seed" ? withKnown(record, recordOfRow(stored)) : record;
    const { row, change } = models.put(told);
    result[change]++;
    if (change !== "unchanged") see(row);
    if (card !== null && cards.seed(card, record.lastModified)) result.cards++;
  }
  return result;
}

/** What one bulk file does not tell, another may have told: one has licences and sizes, one has cards. */
function withKnown(record: ModelRecord, known: ModelRecord): ModelRecord {
  const sameBase = record.baseModel === null || record.baseModel === known.baseModel;
  return {
    ...record,
    task: record.task ?? known.task,
    tags: record.tags.length > 0 ? record.tags : known.tags,
    library: record.library ?? known.library,
    license: record.license ?? known.license,
    languages: record.languages.length > 0 ? record.languages : known.languages,
    parameters: record.parameters ?? known.parameters,
    gated: record.gated || known.gated,
    createdAt: record.createdAt ?? known.createdAt,
    lastModified: record.lastModified ?? known.lastModified,
    baseModel: record.baseModel ?? known.baseModel,
    baseRelation: record.baseRelation ?? (sameBase ? known.baseRelation : null),
  };
}
