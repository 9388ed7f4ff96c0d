import type { ModelCard } from "@hugginggpt/shared";
import { eq, sql } from "drizzle-orm";
import { atFirstUse } from "../../collections/at-first-use.js";
import type { CardResult } from "../../ports/registry-store.js";
import type { RegistryDatabase } from "../database/registry-database.js";
import { cards } from "../database/schema.js";
import type { ModelRow } from "../records/model-row.js";
import type { ModelTable } from "../records/model-table.js";
import type { TextIndex } from "./text-index.js";

const WRITE = `
  INSERT OR REPLACE INTO cards (row, state, text, summary, sha, etag, without_token)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;

/** Stands for the sha of a bulk file's card: unlike any sha and unlike none, so that the Hub's card is read in its place. */
const SEEDED = "seed";

/** Reads and writes cards. Writing methods belong inside a transaction. */
export class CardTable {
  readonly #db: RegistryDatabase;
  readonly #models: ModelTable;
  readonly #texts: TextIndex;
  readonly #stored;

  constructor(db: RegistryDatabase, modelTable: ModelTable, texts: TextIndex) {
    this.#db = db;
    this.#models = modelTable;
    this.#texts = texts;
    this.#stored = atFirstUse(() =>
      db.orm
        .select()
        .from(cards)
        .where(eq(cards.row, sql.placeholder("row")))
        .prepare(),
    );
  }

  /** Writes how reading a card ended, and returns the model's row; nothing and null for an id that is gone. */
  put(result: CardResult): number | null {
    const model = this.#models.find(result.id);
    if (model === undefined) return null;
    const stored = this.#stored().get({ row: model.row });
    const seeded = stored?.sha === SEEDED;
    const kept = result.state === "missing" || result.state === "gated" ? null : stored;
    const card = result.card ?? { text: kept?.text ?? null, summary: kept?.summary ?? null };
    const values = {
      state: result.state,
      text: card.text,
      summary: card.summary,
      sha: seeded && result.state === "failed" ? SEEDED : result.sha,
      etag: result.etag ?? kept?.etag ?? null,
      withoutToken: result.withoutToken ?? false,
    };
    this.#write(model, values);
    if (values.text !== (stored?.text ?? null) || values.summary !== (stored?.summary ?? null)) {
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
    const model = this.#models.find(modelId);
    if (model === undefined || model.source === "builtin") return false;
    const stored = this.#stored().get({ row: model.row });
    if (stored?.sha === SEEDED) {
      const later = (model.lastModified ?? "") > (lastModified ?? "");
      if (later || (stored.text === text && stored.summary === summary)) return false;
    } else if (stored && (stored.text !== null || stored.state === "missing" || stored.state === "gated")) {
      return false;
    }
    this.#write(model, { state: "read", text, summary, sha: SEEDED, etag: null, withoutToken: false });
    this.#texts.refresh(model);
    this.#texts.refreshDependents(model.id);
    return true;
  }

  #write({ row }: ModelRow, card: Omit<typeof cards.$inferSelect, "row">): void {
    this.#db
      .statement<(string | number | null)[]>(WRITE)
      .run(row, card.state, card.text, card.summary, card.sha, card.etag, Number(card.withoutToken));
  }
}
