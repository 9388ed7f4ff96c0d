import type { ModelRecord } from "@hugginggpt/shared";
import type { SeededModel, SeedResult } from "../../ports/registry-store.js";
import type { CardTable } from "../texts/card-table.js";
import { recordOfRow } from "./model-row.js";
import type { ModelTable } from "./model-table.js";

/**
 * Writes models of a bulk file; what the Hub itself gave stays. Calls `see` with every row that changed. Belongs inside
 * a transaction.
 */
export function putSeeded(
  given: readonly SeededModel[],
  models: ModelTable,
  cards: CardTable,
  see: (row: number) => void,
): SeedResult {
  const result = { added: 0, updated: 0, unchanged: 0, cards: 0 };
  for (const { record, card } of given) {
    const stored = models.find(record.id);
    const merged = stored?.source === "seed" ? withKnown(record, recordOfRow(stored)) : record;
    const { row, change } = models.put(merged);
    result[change]++;
    if (change !== "unchanged") see(row);
    if (card !== null && cards.seed(card, record.lastModified)) result.cards++;
  }
  return result;
}

/** Fills in what this bulk file lacks from another one: hub-stats has licences and sizes, the other one has cards. */
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
