import { type CardResult, type CardTodo, describeError } from "@hugginggpt/shared";
import { cleanCard } from "../cards/clean-card.js";
import { readCard } from "../hub/read-card.js";
import { FailureStreak } from "./failure-streak.js";
import { mapInOrder, type Settled } from "./map-in-order.js";
import type { SyncDeps, SyncOptions } from "./sync-options.js";
import type { Tally } from "./tally.js";

const CONCURRENCY = 8;
const BATCH = 64;
/** Cards that are asked of the store at once: what three million would take does not fit in memory. */
const SLICE = 5_000;
/** Failures that are told one by one; the rest are counted. */
const MAX_WARNINGS = 5;

type CardCount = keyof Tally["cards"];
interface ReadResult {
  readonly result: CardResult;
  readonly count: CardCount;
  /** The model's new id, where the Hub redirected to it. */
  readonly movedTo: string | null;
}

/**
 * Reads the cards that were not read at their model's present commit, the most useful first, several at once, and
 * commits them in that order. A card that fails is noted as such and tried again by the next sync. Returns the models
 * that the Hub knows by another id now, as pairs of old and new.
 * @throws what the third card in a row failed by, where the next would too; what was read before is committed.
 */
export async function cardsStep(
  options: SyncOptions,
  deps: SyncDeps,
  tally: Tally,
): Promise<ReadonlyMap<string, string>> {
  const turn = new CardsTurn(deps, tally);
  if (options.cards === "none") return turn.moved;
  const bound = options.cards === "all" ? Number.MAX_SAFE_INTEGER : options.cards;
  await turn.read(bound);
  return turn.moved;
}

class CardsTurn {
  readonly moved = new Map<string, string>();
  readonly #deps: SyncDeps;
  readonly #tally: Tally;
  readonly #streak = new FailureStreak();
  /** Asked for in this turn; those that failed are still wanted, but not again now. */
  readonly #failed = new Set<string>();
  #batch: ReadResult[] = [];
  #done = 0;
  #total = 0;

  constructor(deps: SyncDeps, tally: Tally) {
    this.#deps = deps;
    this.#tally = tally;
  }

  async read(bound: number): Promise<void> {
    const { store, hub } = this.#deps;
    const token = hub.token !== null;
    this.#total = Math.min(bound, (await store.progress(token)).cards.left);
    for (let room = bound; room > 0; ) {
      const size = Math.min(SLICE, room);
      const wanted = await store.cardsToRead(size + this.#failed.size, token);
      const todo = wanted.filter(({ id }) => !this.#failed.has(id)).slice(0, size);
      if (todo.length === 0) return;
      await this.#readSlice(todo);
      room -= todo.length;
    }
  }

  async #readSlice(todo: readonly CardTodo[]): Promise<void> {
    const { http, hub, signal } = this.#deps;
    const read = (card: CardTodo, stop: AbortSignal) => readResult(http, hub, card, stop);
    try {
      for await (const settled of mapInOrder(todo, CONCURRENCY, read, signal)) {
        // What was read is kept even when the turn is over.
        if (!settled.ok) signal?.throwIfAborted();
        this.#batch.push(settled.ok ? settled.value : this.#failure(settled));
        if (settled.ok) this.#streak.end();
        if (this.#batch.length >= BATCH) await this.#flush();
      }
    } finally {
      await this.#flush();
    }
  }

  async #flush(): Promise<void> {
    const batch = this.#batch;
    if (batch.length === 0) return;
    this.#batch = [];
    await this.#deps.store.commitCards(batch.map(({ result }) => result));
    for (const { result, count, movedTo } of batch) {
      this.#tally.cards[count]++;
      if (movedTo !== null) this.moved.set(result.id, movedTo);
    }
    this.#done += batch.length;
    this.#deps.emit({ type: "cards-progress", done: this.#done, total: Math.max(this.#total, this.#done) });
  }

  #failure({ item, error }: Extract<Settled<CardTodo, ReadResult>, { ok: false }>): ReadResult {
    const fault = this.#streak.note(error);
    if (this.#failed.size < MAX_WARNINGS) this.#deps.emit({ type: "warning", message: describeError(fault) });
    this.#failed.add(item.id);
    const result: CardResult = { id: item.id, sha: item.sha, state: "failed", card: null, etag: null };
    return { result, count: "failed", movedTo: null };
  }
}

async function readResult(
  http: SyncDeps["http"],
  hub: SyncDeps["hub"],
  todo: CardTodo,
  signal: AbortSignal,
): Promise<ReadResult> {
  const { id, sha } = todo;
  const answer = await readCard(http, hub, todo, signal);
  switch (answer.state) {
    case "read": {
      const card = cleanCard(answer.markdown, id);
      const result = { id, sha, state: "read", card, etag: answer.etag } as const;
      return { result, count: "fetched", movedTo: answer.movedTo };
    }
    case "unchanged": {
      const result = { id, sha, state: "read", card: null, etag: todo.etag } as const;
      return { result, count: "unchanged", movedTo: answer.movedTo };
    }
    case "missing":
      return unread({ id, sha, state: "missing", card: null, etag: null });
    case "gated":
      return unread({ id, sha, state: "gated", card: null, etag: null, withoutToken: hub.token === null });
  }
}

function unread(result: CardResult & { readonly state: "missing" | "gated" }): ReadResult {
  return { result, count: result.state, movedTo: null };
}
