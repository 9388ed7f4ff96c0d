import { hash } from "node:crypto";
import type { ModelCard, ModelProfile } from "@hugginggpt/shared";
import { and, eq, isNull, or } from "drizzle-orm";
import type { DescribeModel, ModelText } from "../../ports/describe-model.js";
import type { RegistryDatabase } from "../database/registry-database.js";
import { cards, models } from "../database/schema.js";
import { type ModelRow, recordOfRow } from "../records/model-row.js";
import type { SearchedTexts } from "../records/model-rows.js";

/** Keeps the full-text table and the hash of the text to embed in step with records and cards. */
export class TextIndex implements SearchedTexts {
  readonly #db: RegistryDatabase;
  readonly #describe: DescribeModel;
  /** Texts to write at the end of `together`, by row; null outside of it. */
  #waiting: Map<number, ModelRow> | null = null;

  constructor(db: RegistryDatabase, describe: DescribeModel) {
    this.#db = db;
    this.#describe = describe;
  }

  /**
   * Returns the result of `work`; the texts that it requests are written at its end, in row order. FTS5 collects rows
   * in memory while they ascend, and writes everything to disk when one does not.
   */
  together<T>(work: () => T): T {
    this.#waiting = new Map();
    try {
      const result = work();
      const rows = [...this.#waiting.values()].sort((a, b) => a.row - b.row);
      this.#waiting = null;
      for (const row of rows) this.#write(row);
      return result;
    } finally {
      this.#waiting = null;
    }
  }

  /** Writes a model's text anew; call it inside the transaction that changed the model or its card. */
  refresh(row: ModelRow): void {
    if (this.#waiting === null) this.#write(row);
    else this.#waiting.set(row.row, row);
  }

  #write(row: ModelRow): void {
    const text = this.textOf(row);
    this.#db.statement<[number, ...string[]]>(WRITE_TEXT).run(row.row, ...searchedFields(text));
    const { words, profile, textHash } = descriptionOf(text);
    this.#db
      .statement<[number, string, string, string, number]>(WRITE_DESCRIPTION)
      .run(words, JSON.stringify(profile), textHash, textHash, row.row);
  }

  /** Writes anew the texts of the models that are described by the card of this base model, for want of their own. */
  refreshDependents(baseId: string): void {
    if (this.#db.statement<[string], number>(ANY_DEPENDENT).get(baseId) === undefined) return;
    const dependents = this.#db.orm
      .select({ model: models })
      .from(models)
      .leftJoin(cards, eq(cards.row, models.row))
      .where(and(eq(models.baseModel, baseId), or(isNull(cards.text), eq(cards.text, ""))))
      .all();
    for (const { model } of dependents) this.refresh(model);
  }

  /** Removes a model's text. */
  remove(row: number): void {
    this.#waiting?.delete(row);
    this.#db.statement<[number]>("DELETE FROM texts WHERE rowid = ?").run(row);
  }

  /** Returns a model's text from its record, its card and its base model's card. */
  textOf(row: ModelRow): ModelText {
    const base = row.baseModel === null ? null : this.#cardOf(row.baseModel);
    return this.#describe(recordOfRow(row), this.#cardOf(row.id), base);
  }

  #cardOf(id: string): ModelCard | null {
    return this.#db.statement<[string], ModelCard>(READ_CARD).get(id) ?? null;
  }
}

const WRITE_TEXT = "INSERT OR REPLACE INTO texts (rowid, title, tags, summary, body) VALUES (?, ?, ?, ?, ?)";
const ANY_DEPENDENT = "SELECT 1 FROM models WHERE base_model = ? LIMIT 1";
const WRITE_DESCRIPTION = `
  UPDATE models SET words = ?, profile = ?, text_hash = ?,
    needs_vector = NOT EXISTS (SELECT 1 FROM vectors WHERE vectors.row = models.row AND vectors.text_hash = ?)
  WHERE row = ?`;
const READ_CARD = `
  SELECT models.id AS modelId, cards.text, coalesce(cards.summary, '') AS summary
  FROM models JOIN cards ON cards.row = models.row WHERE models.id = ? AND cards.text IS NOT NULL`;

/** The task is ranked by itself; here its words would only seem common. The lead stands in the column `summary`. */
function searchedFields({ text: { title, tags, lead, body } }: ModelText): readonly string[] {
  return [title, tags, lead, body];
}

/** Returns what a model's row says of its text. */
export function descriptionOf(text: ModelText): {
  readonly words: number;
  readonly profile: ModelProfile;
  readonly textHash: string;
} {
  const words = searchedFields(text).join(" ").match(/\S+/g)?.length ?? 0;
  return { words, profile: text.profile, textHash: hashOf(text.embeddingText) };
}

/** Returns the SHA-256 of a text in UTF-8, lower-case hex. */
export function hashOf(text: string): string {
  return hash("sha256", text, "hex");
}
