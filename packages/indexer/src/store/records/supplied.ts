import { BARE_RECORD, BUILTIN_TOOLS, type ModelCard, type ModelRecord } from "@hugginggpt/shared";
import type { CardTable } from "../texts/card-table.js";
import { type ModelRow, rowOfRecord, sameRow } from "./model-row.js";
import type { ModelTable } from "./model-table.js";

/** A record with the card that comes with it. */
export interface Supplied {
  readonly record: ModelRecord;
  readonly card: ModelCard;
}

/** Returns the records of the tools that ship with this program. */
export function builtinRecords(): readonly Supplied[] {
  return BUILTIN_TOOLS.map(({ id, task, license, languages, summary }) => ({
    record: { ...BARE_RECORD, id, source: "builtin" as const, task, license, languages },
    card: { modelId: id, text: summary, summary },
  }));
}

/** Returns true if the stored tools are those that ship with this program. */
export function hasBuiltins(stored: readonly ModelRow[]): boolean {
  const supplied = builtinRecords();
  return (
    stored.length === supplied.length &&
    supplied.every(({ record }) =>
      stored.some((row) => row.id === record.id && sameRow(rowOfRecord(record), row)),
    )
  );
}

/** Writes records with their cards. Belongs inside a transaction. */
export function supply(
  { models, cards }: { readonly models: ModelTable; readonly cards: CardTable },
  supplied: readonly Supplied[],
): void {
  for (const { record, card } of supplied) {
    models.put(record);
    cards.put({ id: record.id, sha: null, state: "read", card, etag: null });
  }
}

/** Writes the tools that ship with this program, and removes stored ones that do not any more. */
export function supplyBuiltins(
  rules: Parameters<typeof supply>[0],
  stored: readonly { readonly row: number; readonly id: string }[],
): void {
  const supplied = builtinRecords();
  rules.models.remove(stored.filter(({ id }) => !supplied.some(({ record }) => record.id === id)));
  supply(rules, supplied);
}
