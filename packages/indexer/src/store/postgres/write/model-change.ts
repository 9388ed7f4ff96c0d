import type { PostgresTransaction } from "@hugginggpt/shared/postgres";
import { ModelTable } from "../../records/model-table.js";
import { CardTable } from "../../texts/card-table.js";
import { loadBatch, type Wanted } from "./load-batch.js";
import type { ModelBatch } from "./model-batch.js";
import type { PostgresTexts } from "./texts.js";
import { writeBatch } from "./write-batch.js";

/** The rows of a change in memory, and the rules for changing them. */
export interface Change extends PostgresTransaction {
  readonly batch: ModelBatch;
  readonly models: ModelTable;
  readonly cards: CardTable;
}

/** Runs `work` on rows in memory, then writes the changes and the texts that follow from them. */
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

/** Writes the changes of a batch, and the texts that follow from them. */
export async function writeChanges(
  transaction: PostgresTransaction,
  texts: PostgresTexts,
  batch: ModelBatch,
): Promise<void> {
  const numberOf = await writeBatch(transaction, batch);
  await texts.refresh(transaction, [...batch.stale].map(numberOf), [...batch.staleBases]);
}
