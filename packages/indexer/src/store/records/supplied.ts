import { BARE_RECORD, BUILTIN_TOOLS, type ModelCard, type ModelRecord } from "@hugginggpt/shared";

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
