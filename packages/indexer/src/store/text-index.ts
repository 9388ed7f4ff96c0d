import { createHash } from "node:crypto";
import type { CardText, ModelCard } from "@hugginggpt/shared";
import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { DescribeModel, ModelText } from "./describe-model.js";
import { type ModelRow, recordOfRow } from "./model-row.js";
import type { RegistryDatabase } from "./registry-database.js";
import { cards, models, vectors } from "./schema.js";

/** Keeps the full-text table and the hash of the text to embed in step with records and cards. */
export class TextIndex {
  readonly #db: RegistryDatabase;
  readonly #describe: DescribeModel;

  constructor(db: RegistryDatabase, describe: DescribeModel) {
    this.#db = db;
    this.#describe = describe;
  }

  /** Writes a model's text anew; call it inside the transaction that changed the model or its card. */
  refresh(row: ModelRow): void {
    const { text, embeddingText } = this.textOf(row);
    this.#db.sql
      .prepare(
        "INSERT OR REPLACE INTO texts (rowid, title, task, tags, summary, body) VALUES (?, ?, ?, ?, ?, ?)",
      )
      .run(row.row, text.title, text.task, text.tags, text.summary, text.body);
    const textHash = hashOf(embeddingText);
    const vector = this.#db.orm
      .select({ of: vectors.textHash })
      .from(vectors)
      .where(eq(vectors.row, row.row))
      .get();
    this.#db.orm
      .update(models)
      .set({ words: wordsOf(text), textHash, needsVector: vector?.of !== textHash })
      .where(eq(models.row, row.row))
      .run();
  }

  /** Writes anew the texts of the models that are described by the card of this base model, for want of their own. */
  refreshDependents(baseId: string): void {
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
    this.#db.sql.prepare("DELETE FROM texts WHERE rowid = ?").run(row);
  }

  /** Returns a model's text from its record, its card and its base model's card. */
  textOf(row: ModelRow): ModelText {
    const base = row.baseModel === null ? null : this.#cardOf(row.baseModel);
    return this.#describe(recordOfRow(row), this.#cardOf(row.id), base);
  }

  #cardOf(id: string): ModelCard | null {
    const found = this.#db.orm
      .select({ id: models.id, text: cards.text, summary: cards.summary })
      .from(models)
      .innerJoin(cards, eq(cards.row, models.row))
      .where(sql`${models.id} = ${id}`)
      .get();
    return found === undefined || found.text === null
      ? null
      : { modelId: found.id, text: found.text, summary: found.summary ?? "" };
  }
}

function wordsOf(text: CardText): number {
  return Object.values<string>({ ...text })
    .join(" ")
    .split(/\s+/)
    .filter((word) => word !== "").length;
}

/** Returns the SHA-256 of a text in UTF-8, lower-case hex. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
