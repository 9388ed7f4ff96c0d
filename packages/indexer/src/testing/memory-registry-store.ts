import { createHash } from "node:crypto";
import type { Endpoint, ModelRecord } from "@hugginggpt/shared";
import { describeModel } from "../describe-model.js";
import type {
  CardResult,
  CardTodo,
  EmbedderIdentity,
  EmbeddingTodo,
  ListingCursor,
  ListingState,
  ModelMove,
  PageResult,
  PassReach,
  RegistryStore,
  SeededModel,
  SeedPosition,
  SeedResult,
  StoreCounts,
  StoreProgress,
  Vector,
} from "../ports/registry-store.js";

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
  readonly fullPasses = new Map<string, { task: string | null; began: string; void: boolean }>();
  readonly seeds = new Map<string, number>();
  readonly notes = new Map<string, string>();
  readonly turns = new Map<string, number>();
  readonly waiting = new Map<string, string>();
  /** Today's ids by former ones, which are in lower case. */
  readonly aliases = new Map<string, string>();
  identity: EmbedderIdentity | null = null;
  lastSync: string | null = null;

  async cursor(scope: string): Promise<ListingCursor | null> {
    return this.cursors.get(scope) ?? null;
  }

  async lastPass(): Promise<number> {
    return Math.max(0, ...[...this.cursors.values()].map(({ pass }) => pass));
  }

  async seenAfter(pass: number): Promise<number> {
    return [...this.models.values()].filter((row) => row.pass > pass).length;
  }

  async commitPage(records: readonly ModelRecord[], cursor: ListingCursor): Promise<PageResult> {
    const result = { added: 0, updated: 0, unchanged: 0 };
    for (const record of records) {
      const former = [...this.models.values()].find(
        (row) =>
          record.hubId !== undefined &&
          row.record.hubId === record.hubId &&
          row.record.id !== record.id &&
          row.pass < cursor.pass,
      );
      if (former) await this.moveModel(former.record.id, record);
      const known = this.models.get(record.id);
      if (!known) result.added++;
      else if (!former && JSON.stringify(known.record) === JSON.stringify(record)) result.unchanged++;
      else result.updated++;
      if (known?.record.hubId !== undefined && known.record.hubId !== record.hubId)
        this.cards.delete(record.id);
      const card = this.cards.get(record.id);
      if (card && known && known.record.gated !== record.gated)
        this.cards.set(record.id, { ...card, state: "none" });
      this.models.set(record.id, { record, pass: cursor.pass });
    }
    this.cursors.set(cursor.scope, cursor);
    return result;
  }

  async finishFullPass(cursor: ListingCursor, { author, sparesRunnable }: PassReach = {}): Promise<number> {
    const { scope, task, watermark: began } = cursor;
    const gone = [...this.models.values()].filter(
      ({ record, pass }) =>
        record.source !== "builtin" &&
        pass < cursor.pass &&
        (author === undefined || record.id.toLowerCase().startsWith(`${author.toLowerCase()}/`)) &&
        !(sparesRunnable && this.#runs(record.id)) &&
        (task === null || record.task === task),
    );
    for (const { record } of gone) this.#remove(record.id);
    if (gone.length > 0) {
      for (const [other, full] of this.fullPasses)
        if (other !== scope && (full.task === null || task === null || full.task === task)) full.void = true;
    }
    const known = this.fullPasses.get(scope);
    this.fullPasses.set(scope, { task, began, void: known?.began === began && known.void });
    this.cursors.set(scope, cursor);
    return gone.length;
  }

  async lastFullPass(scope: string): Promise<string | null> {
    const full = this.fullPasses.get(scope);
    return !full || full.void ? null : full.began;
  }

  async listings(): Promise<readonly ListingState[]> {
    const states = [...this.cursors.values()].map(async ({ scope, done }) => ({
      scope,
      done,
      fullPass: await this.lastFullPass(scope),
    }));
    return (await Promise.all(states)).sort((a, b) => (a.scope < b.scope ? -1 : 1));
  }

  async moveModel(from: string, record: ModelRecord): Promise<void> {
    const former = this.models.get(from);
    if (!former) return;
    this.waiting.delete(from);
    this.aliases.set(from.toLowerCase(), record.id);
    if (!this.models.has(record.id)) {
      this.models.set(record.id, { record, pass: former.pass });
      const [card, vector] = [this.cards.get(from), this.vectors.get(from)];
      if (card) this.cards.set(record.id, { ...card, id: record.id });
      if (vector) this.vectors.set(record.id, { ...vector, id: record.id });
    }
    this.#remove(from);
  }

  async moves(): Promise<readonly ModelMove[]> {
    return [...this.waiting].map(([from, to]) => ({ from, to }));
  }

  async forgetMove(from: string): Promise<void> {
    this.waiting.delete(from);
  }

  async seedPosition(key: string): Promise<SeedPosition | null> {
    const rows = this.seeds.get(key);
    return rows === undefined ? null : { key, rows, done: false };
  }

  async commitSeed(models: readonly SeededModel[], position: SeedPosition): Promise<SeedResult> {
    const result = { added: 0, updated: 0, unchanged: 0, cards: 0 };
    for (const { record, card } of models) {
      const known = this.models.get(record.id)?.record;
      const ours = known === undefined || known.source === "seed" || known.source === "starter";
      if (known === undefined) result.added++;
      else if (!ours || JSON.stringify(known) === JSON.stringify(record)) result.unchanged++;
      else result.updated++;
      if (ours) this.models.set(record.id, { record, pass: await this.lastPass() });
      const stored = this.cards.get(record.id);
      if (card === null || (stored && stored.sha !== "seed")) continue;
      if (JSON.stringify(stored?.card) === JSON.stringify(card)) continue;
      this.cards.set(record.id, { id: record.id, sha: "seed", state: "read", card, etag: null });
      result.cards++;
    }
    if (position.done) this.seeds.delete(position.key);
    else this.seeds.set(position.key, position.rows);
    return result;
  }

  async unconfirmed(task: string | null): Promise<number> {
    return [...this.models.values()].filter(
      ({ record }) => record.source === "seed" && (task === null || record.task === task),
    ).length;
  }

  async cardsToRead(limit: number, token = false): Promise<readonly CardTodo[]> {
    const failed = (id: string) => Number(this.cards.get(id)?.state === "failed");
    return [...this.models.values()]
      .map(({ record }) => record)
      .filter((record) => this.#wantsCard(record, token))
      .sort((a, b) => failed(a.id) - failed(b.id))
      .slice(0, limit)
      .map(({ id, sha, gated }) => ({
        id,
        sha,
        gated: gated !== false,
        etag: this.cards.get(id)?.etag ?? null,
      }));
  }

  async progress(token: boolean): Promise<StoreProgress> {
    const records = [...this.models.values()].map(({ record }) => record).filter(isOfHub);
    const left = records.filter((record) => this.#wantsCard(record, token)).length;
    const stale = new Set(this.#stale().map(({ id }) => id));
    const texts = records.filter(({ id }) => stale.has(id)).length;
    const models = records.length;
    const share = (done: number) => (models === 0 ? 1 : done / models);
    return {
      models,
      cards: { done: models - left, left },
      vectors: { done: models - texts, left: texts },
      share: { cards: share(models - left), vectors: share(models - texts) },
    };
  }

  async commitCards(results: readonly CardResult[]): Promise<void> {
    for (const result of results) {
      const stored = this.cards.get(result.id);
      if (result.movedTo && this.models.has(result.id)) this.waiting.set(result.id, result.movedTo);
      const kept = result.state === "missing" || result.state === "gated" ? undefined : stored;
      this.cards.set(result.id, {
        ...result,
        card: result.card ?? kept?.card ?? null,
        etag: result.etag ?? kept?.etag ?? null,
      });
    }
  }

  async linkCopies(): Promise<void> {
    // Only on SQLite are copies looked for.
  }

  async replaceEndpoints(
    provider: string,
    endpoints: readonly { readonly id: string; readonly endpoint: Endpoint }[],
    turn?: number,
  ): Promise<number> {
    if (turn !== undefined) this.turns.set(provider, turn);
    const kept = endpoints.filter(({ id }) => this.models.has(id));
    this.endpoints.set(provider, kept);
    return kept.length;
  }

  async providersOf(turn: number): Promise<readonly string[]> {
    return [...this.turns].filter(([, last]) => last === turn).map(([provider]) => provider);
  }

  async embedder(): Promise<EmbedderIdentity | null> {
    return this.identity;
  }

  async useEmbedder(identity: EmbedderIdentity): Promise<void> {
    if (this.identity?.name !== identity.name || this.identity.dimension !== identity.dimension)
      this.vectors.clear();
    this.identity = identity;
  }

  async textsToEmbed(limit: number, among?: readonly string[]): Promise<readonly EmbeddingTodo[]> {
    const wanted = this.#stale().filter(({ id }) => among === undefined || among.includes(id));
    return wanted.slice(0, limit);
  }

  async commitVectors(vectors: readonly Vector[]): Promise<void> {
    for (const vector of vectors) this.vectors.set(vector.id, vector);
  }

  async counts(): Promise<StoreCounts> {
    const textsToEmbed = this.#stale().length;
    return { vectors: this.models.size - textsToEmbed, textsToEmbed };
  }

  async noteSync(endedAt: string): Promise<void> {
    this.lastSync = endedAt;
  }

  async note(name: string, text: string): Promise<void> {
    this.notes.set(name, text);
  }

  async noted(name: string): Promise<string | null> {
    return this.notes.get(name) ?? null;
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

  #runs(id: string): boolean {
    return [...this.endpoints.values()].flat().some((one) => one.id === id);
  }

  #remove(id: string): void {
    this.models.delete(id);
    this.waiting.delete(id);
    this.cards.delete(id);
    this.vectors.delete(id);
  }

  #wantsCard(record: ModelRecord, token: boolean): boolean {
    if (!isOfHub(record)) return false;
    const card = this.cards.get(record.id);
    if (!card || card.state === "none" || card.state === "failed" || card.sha !== record.sha) return true;
    return token && card.state === "gated" && card.withoutToken === true;
  }

  #stale(): EmbeddingTodo[] {
    return this.#texts().filter(({ id, textHash }) => this.vectors.get(id)?.textHash !== textHash);
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

function isOfHub({ source }: ModelRecord): boolean {
  return source === "hub";
}
