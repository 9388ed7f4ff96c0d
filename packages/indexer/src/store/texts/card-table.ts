import type { ModelCard } from "@hugginggpt/shared";
import type { CardResult } from "../../ports/registry-store.js";
import { cardAfter, type ModelRows, SEEDED, type SearchedTexts } from "../records/model-rows.js";

/** The rules by which cards are written. Every method belongs inside a transaction. */
export class CardTable {
  readonly #rows: ModelRows;
  readonly #texts: SearchedTexts;

  constructor(rows: ModelRows, texts: SearchedTexts) {
    this.#rows = rows;
    this.#texts = texts;
  }

  /** Writes how reading a card ended, and returns the model's row; nothing and null for an id that is gone. */
  put(result: CardResult): number | null {
    const model = this.#rows.find(result.id);
    if (model === undefined) return null;
    const stored = this.#rows.card(model.row);
    const card = cardAfter(result, model.row, stored);
    this.#rows.putCard(card);
    if (card.text !== (stored?.text ?? null) || card.summary !== (stored?.summary ?? null)) {
      this.#texts.refresh(model);
      this.#texts.refreshDependents(model.id);
    }
    return model.row;
  }

  /**
   * Writes a bulk file's card; returns whether that changed anything. A card that the Hub gave, and its word that there
   * is none, stay; so does the card of another bulk file that knows a later state of the model.
   */
  seed({ modelId, text, summary }: ModelCard, lastModified: string | null): boolean {
    const model = this.#rows.find(modelId);
    if (model === undefined || model.source === "builtin") return false;
    const stored = this.#rows.card(model.row);
    if (stored?.sha === SEEDED) {
      const later = (model.lastModified ?? "") > (lastModified ?? "");
      if (later || (stored.text === text && stored.summary === summary)) return false;
    } else if (stored && (stored.text !== null || stored.state === "missing" || stored.state === "gated")) {
      return false;
    }
    const unasked = { sha: SEEDED, etag: null, withoutToken: false };
    this.#rows.putCard({ row: model.row, state: "read", text, summary, ...unasked });
    this.#texts.refresh(model);
    this.#texts.refreshDependents(model.id);
    return true;
  }
}
