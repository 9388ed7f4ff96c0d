import type { CardResult } from "../../ports/registry-store.js";
import type { cards } from "../database/schema.js";
import type { ModelRow, NewModelRow } from "./model-row.js";

export type CardRow = typeof cards.$inferSelect;

/** The rows of models and cards, as the rules of the registry read and change them within one transaction. */
export interface ModelRows {
  /** Returns the row of an id, whatever its case; undefined if there is none. */
  find(id: string): ModelRow | undefined;
  /** Returns the first other model of the Hub with this number of a repository that no pass saw from `pass` on. */
  formerly(hubId: string, pass: number, id: string): ModelRow | undefined;
  insert(values: NewModelRow): ModelRow;
  update(stored: ModelRow, values: Partial<ModelRow>): void;
  /** Removes a model with all that is known of it. */
  remove(row: number): void;
  /** Drops a model's card and endpoints. */
  forget(row: number): void;
  /** Lets a card be read again, if there is one. */
  reopenCard(row: number): void;
  putLanguages(row: number, languages: readonly string[]): void;
  /** Writes a model's endpoint on this machine, or removes it where the task is null. */
  putLocalTask(row: number, task: string | null): void;
  /** Lets a former id mean a model, and every id that meant the row `from`, if one is given. */
  putAlias(id: string, row: number, from?: number): void;
  removeAlias(id: string): void;
  card(row: number): CardRow | undefined;
  putCard(card: CardRow): void;
}

/** The texts that models are searched by, which follow from records and cards. */
export interface SearchedTexts {
  /** Writes a model's text anew. */
  refresh(row: ModelRow): void;
  /** Writes anew the texts of the models that are described by the card of this base model, for want of their own. */
  refreshDependents(baseId: string): void;
  /** Removes a model's text. */
  remove(row: number): void;
}

/** In place of the sha of a bulk file's card. It equals no model's sha, so that the Hub's card is read instead. */
export const SEEDED = "seed";

/** Returns what is stored of a card after it was read, or not. */
export function cardAfter(result: CardResult, row: number, stored: CardRow | undefined): CardRow {
  const seeded = stored?.sha === SEEDED;
  const kept = result.state === "missing" || result.state === "gated" ? null : stored;
  const card = result.card ?? { text: kept?.text ?? null, summary: kept?.summary ?? null };
  return {
    row,
    state: result.state,
    text: card.text,
    summary: card.summary,
    sha: seeded && result.state === "failed" ? SEEDED : result.sha,
    etag: result.etag ?? kept?.etag ?? null,
    withoutToken: result.withoutToken ?? false,
  };
}
