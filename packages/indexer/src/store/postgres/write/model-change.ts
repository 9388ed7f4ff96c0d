import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import { ModelTable } from "../../records/model-table.js";
import { CardTable } from "../../texts/card-table.js";
import { loadBatch, type Wanted } from "./load-batch.js";
import type { ModelBatch } from "./model-batch.js";
import type { PostgresTexts } from "./texts.js";
import { writeBatch } from "./write-batch.js";

/** What models are changed with: rows in memory, and the rules by which they change. */
export interface Change extends PostgresTransaction {
  readonly batch: ModelBatch;
  readonly models: ModelTable;
  readonly cards: CardTable;
}

/** Does work on rows in memory, and writes what became of them with their texts. */
export async function changeModels<T>(
  transaction: PostgresTransaction,
  texts: PostgresTexts,
  wanted: Wanted,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  const batch = await loadBatch(transaction.query, wanted);
  const rules = { models: new ModelTable(batch, batch), cards: new CardTable(batch, batch) };
  const result = await work({ ...transaction, batch, ...rules });
  await writeChanges(transaction, texts, batch);
  return result;
}

/** Writes what became of a batch, and the texts that follow from it. */
export async function writeChanges(
  transaction: PostgresTransaction,
  texts: PostgresTexts,
  batch: ModelBatch,
): Promise<void> {
  const numberOf = await writeBatch(transaction, batch);
  await texts.refresh(transaction, [...batch.stale].map(numberOf), [...batch.staleBases]);
}
