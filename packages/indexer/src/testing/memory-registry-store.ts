import { createHash } from "node:crypto";
import type {
  CardResult,
  CardTodo,
  EmbedderIdentity,
  EmbeddingTodo,
  Endpoint,
  ListingCursor,
  ModelRecord,
  PageResult,
  RegistryStore,
  StoreCounts,
  Vector,
} from "@hugginggpt/shared";
import { describeModel } from "../cards/card-text.js";

interface Row {
  record: ModelRecord;
  pass: number;
}

/** The write side in memory, for tests. Every method is atomic, since none waits. */
export class MemoryRegistryStore implements RegistryStore {
  readonly models = new Map<string, Row>();
  readonly cards = new Map<string, CardResult>();
  readonly endpoints = new Map<string, readonly { readonly id: string; readonly endpoint: Endpoint }[]>();
  readonly vectors = new Map<string, Vector>();
  readonly cursors = new Map<string, ListingCursor>();
  identity: EmbedderIdentity | null = null;
  lastSync: string | null = null;

  async cursor(scope: string): Promise<ListingCursor | null> {
    return this.cursors.get(scope) ?? null;
  }

  async lastPass(): Promise<number> {
    return Math.max(0, ...[...this.cursors.values()].map(({ pass }) => pass));
  }

  async commitPage(records: readonly ModelRecord[], cursor: ListingCursor): Promise<PageResult> {
    const result = { added: 0, updated: 0, unchanged: 0 };
    for (const record of records) {
      const known = this.models.get(record.id);
      if (!known) result.added++;
      else if (JSON.stringify(known.record) === JSON.stringify(record)) result.unchanged++;
      else result.updated++;
      this.models.set(record.id, { record, pass: cursor.pass });
    }
    this.cursors.set(cursor.scope, cursor);
    return result;
  }

  async finishFullPass(cursor: ListingCursor): Promise<number> {
    const gone = [...this.models.values()].filter(
      ({ record, pass }) =>
        record.source !== "builtin" &&
        pass < cursor.pass &&
        (cursor.task === null || record.task === cursor.task),
    );
    for (const { record } of gone) {
      this.models.delete(record.id);
      this.cards.delete(record.id);
      this.vectors.delete(record.id);
    }
    this.cursors.set(cursor.scope, cursor);
    return gone.length;
  }

  async cardsToRead(limit: number): Promise<readonly CardTodo[]> {
    return [...this.models.values()]
      .map(({ record }) => ({ record, card: this.cards.get(record.id) }))
      .filter(({ record, card }) => !card || card.state === "failed" || card.sha !== record.sha)
      .slice(0, limit)
      .map(({ record, card }) => ({
        id: record.id,
        sha: record.sha,
        gated: record.gated !== false,
        etag: card?.etag ?? null,
      }));
  }

  async commitCards(results: readonly CardResult[]): Promise<void> {
    for (const result of results) {
      const stored = this.cards.get(result.id);
      const kept = result.state === "missing" ? null : (stored?.card ?? null);
      this.cards.set(result.id, {
        ...result,
        card: result.card ?? kept,
        etag: result.etag ?? stored?.etag ?? null,
      });
    }
  }

  async replaceEndpoints(
    provider: string,
    endpoints: readonly { readonly id: string; readonly endpoint: Endpoint }[],
  ): Promise<number> {
    const kept = endpoints.filter(({ id }) => this.models.has(id));
    this.endpoints.set(provider, kept);
    return kept.length;
  }

  async embedder(): Promise<EmbedderIdentity | null> {
    return this.identity;
  }

  async useEmbedder(identity: EmbedderIdentity): Promise<void> {
    if (this.identity?.name !== identity.name || this.identity.dimension !== identity.dimension)
      this.vectors.clear();
    this.identity = identity;
  }

  async textsToEmbed(limit: number): Promise<readonly EmbeddingTodo[]> {
    return this.#texts()
      .filter(({ id, textHash }) => this.vectors.get(id)?.textHash !== textHash)
      .slice(0, limit);
  }

  async commitVectors(vectors: readonly Vector[]): Promise<void> {
    for (const vector of vectors) this.vectors.set(vector.id, vector);
  }

  async counts(): Promise<StoreCounts> {
    const texts = this.#texts();
    const current = texts.filter(({ id, textHash }) => this.vectors.get(id)?.textHash === textHash);
    return { vectors: current.length, textsToEmbed: texts.length - current.length };
  }

  async noteSync(endedAt: string): Promise<void> {
    this.lastSync = endedAt;
  }

  /** Returns everything that a sync decides, comparable by `toEqual`; not the cursors, whose passes may differ. */
  snapshot(): unknown {
    const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      models: sorted(this.models),
      cards: sorted(this.cards),
      endpoints: sorted(this.endpoints),
      vectors: sorted(this.vectors).map(([id, { textHash, values }]) => [id, textHash, [...values]]),
    };
  }

  #texts(): EmbeddingTodo[] {
    return [...this.models.values()].map(({ record }) => {
      const card = this.cards.get(record.id)?.card ?? null;
      const base = record.baseModel ? (this.cards.get(record.baseModel)?.card ?? null) : null;
      const { embeddingText: text } = describeModel(record, card, base);
      return { id: record.id, text, textHash: createHash("sha256").update(text).digest("hex") };
    });
  }
}
