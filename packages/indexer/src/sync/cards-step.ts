import { type CardResult, type CardTodo, describeError } from "@hugginggpt/shared";
import { cleanCard } from "../cards/clean-card.js";
import { readCard } from "../hub/read-card.js";
import { FailureStreak } from "./failure-streak.js";
import { mapInOrder, type Settled } from "./map-in-order.js";
import type { SyncDeps, SyncOptions } from "./sync-options.js";
import type { Tally } from "./tally.js";

const CONCURRENCY = 8;
const BATCH = 64;
/** Failures that are told one by one; the rest are counted. */
const MAX_WARNINGS = 5;

type CardCount = keyof Tally["cards"];
interface ReadResult {
  readonly result: CardResult;
  readonly count: CardCount;
}

/**
 * Reads the cards that were not read at their model's present commit, several at once, and commits them in the store's
 * order. A card that fails is noted as such and tried again by the next sync.
 * @throws what the third card in a row failed by, where the next would too; what was read before is committed.
 */
export async function cardsStep(options: SyncOptions, deps: SyncDeps, tally: Tally): Promise<void> {
  if (options.cards === "none") return;
  const { http, hub, store, emit, signal } = deps;
  const wanted = options.cards === "all" ? Number.MAX_SAFE_INTEGER : options.cards;
  const todo = await store.cardsToRead(wanted);
  const streak = new FailureStreak();
  let batch: ReadResult[] = [];
  let done = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    await store.commitCards(batch.map(({ result }) => result));
    for (const { count } of batch) tally.cards[count]++;
    done += batch.length;
    batch = [];
    emit({ type: "cards-progress", done, total: todo.length });
  };
  const read = (card: CardTodo, stop: AbortSignal) => readResult(http, hub, card, stop);
  try {
    for await (const settled of mapInOrder(todo, CONCURRENCY, read, signal)) {
      signal?.throwIfAborted();
      batch.push(settled.ok ? settled.value : failure(settled, streak, deps, tally));
      if (settled.ok) streak.end();
      if (batch.length >= BATCH) await flush();
    }
  } finally {
    await flush();
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
      return { result: { id, sha, state: "read", card, etag: answer.etag }, count: "fetched" };
    }
    case "unchanged":
      return { result: { id, sha, state: "read", card: null, etag: todo.etag }, count: "unchanged" };
    case "missing":
    case "gated":
      return { result: { id, sha, state: answer.state, card: null, etag: null }, count: answer.state };
  }
}

function failure(
  { item, error }: Extract<Settled<CardTodo, ReadResult>, { ok: false }>,
  streak: FailureStreak,
  { emit }: SyncDeps,
  tally: Tally,
): ReadResult {
  const fault = streak.note(error);
  if (tally.cards.failed < MAX_WARNINGS) emit({ type: "warning", message: describeError(fault) });
  const result: CardResult = { id: item.id, sha: item.sha, state: "failed", card: null, etag: null };
  return { result, count: "failed" };
}
