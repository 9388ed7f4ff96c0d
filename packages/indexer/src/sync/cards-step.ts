import { describeError } from "@hugginggpt/shared";
import { cleanCard } from "../cards/clean-card.js";
import { readCard } from "../hub/read-card.js";
import type { CardResult, CardTodo } from "../ports/registry-store.js";
import type { Work } from "../ports/sync-team.js";
import { FailureStreak } from "./failure-streak.js";
import { mapInGroups, type Settled } from "./map-in-groups.js";
import type { SyncDeps, SyncOptions } from "./sync-options.js";
import type { Tally } from "./tally.js";
import { ownCards } from "./team/own-work.js";

/** Cards that are requested and not yet committed: a kill repeats no more requests. */
const WINDOW = 8;
/** Cards that are taken from the store at once: three million do not fit into memory. */
const SLICE = 5_000;
/** Failures that are reported one by one; the rest are counted. */
const MAX_WARNINGS = 5;

type CardDeps = Pick<SyncDeps, "http" | "hub" | "store" | "cleanCard" | "emit" | "signal">;
type CardCount = keyof Tally["cards"];
interface ReadResult {
  readonly result: CardResult;
  readonly count: CardCount;
}

/**
 * Reads the cards not yet read at their model's current commit, most useful first, several at once, and commits them as
 * they arrive. A failed card is noted and retried by the next sync. Redirects to another id are committed with the
 * card, for `movesStep`. `work`: the cards to read; absent: all.
 * @throws the failure of the third card in a row if the next would fail too; what was read before is committed.
 */
export async function cardsStep(
  options: Pick<SyncOptions, "cards">,
  deps: CardDeps,
  tally: Tally,
  work: Work<CardTodo> = ownCards(deps.store, deps.hub.token !== null),
): Promise<void> {
  if (options.cards === "none") return;
  const { store, emit, signal } = deps;
  const bound = options.cards === "all" ? Number.MAX_SAFE_INTEGER : options.cards;
  const total = Math.min(bound, await work.left());
  const resultOf = resultsOf(deps);
  let done = 0;
  const commit = async (group: readonly ReadResult[]): Promise<void> => {
    if (group.length === 0) return;
    await store.commitCards(group.map(({ result }) => result));
    await work.done(group.map(({ result: { id, state } }) => ({ id, failed: state === "failed" })));
    for (const { count } of group) tally.cards[count]++;
    done += group.length;
    emit({ type: "cards-progress", done, total: Math.max(total, done) });
  };
  const read = (card: CardTodo, stop: AbortSignal) => readResult(deps, card, stop);
  for (let room = bound; room > 0; ) {
    const todo = await work.take(Math.min(SLICE, room));
    if (todo.length === 0) return;
    for await (const group of mapInGroups(todo, WINDOW, read, signal)) {
      const results: ReadResult[] = [];
      try {
        for (const settled of failuresLast(group)) results.push(resultOf(settled));
      } finally {
        // Cards that were read are committed even if a failure ends the turn.
        await commit(results);
      }
    }
    room -= todo.length;
  }
}

/**
 * Returns the function that makes a result of each outcome of a turn.
 * @throws in that function the signal's reason if the turn was aborted, and as `FailureStreak`.
 */
function resultsOf({ emit, signal }: CardDeps): (settled: Settled<CardTodo, ReadResult>) => ReadResult {
  const streak = new FailureStreak();
  let failed = 0;
  return (settled) => {
    if (settled.ok) {
      streak.end();
      return settled.value;
    }
    signal?.throwIfAborted();
    const { id, sha } = settled.item;
    const fault = streak.note(settled.error);
    if (failed++ < MAX_WARNINGS) emit({ type: "warning", message: describeError(fault) });
    return { result: { id, sha, state: "failed", card: null, etag: null }, count: "failed" };
  };
}

function failuresLast<T, R>(group: readonly Settled<T, R>[]): Settled<T, R>[] {
  return group.toSorted((a, b) => Number(b.ok) - Number(a.ok));
}

async function readResult(deps: CardDeps, todo: CardTodo, signal: AbortSignal): Promise<ReadResult> {
  const { http, hub, cleanCard: clean = cleanCard } = deps;
  const { id, sha } = todo;
  const answer = await readCard(http, hub, todo, signal);
  switch (answer.state) {
    case "read": {
      const card = await clean(answer.markdown, id);
      const { etag, movedTo } = answer;
      return { result: { id, sha, state: "read", card, etag, movedTo }, count: "fetched" };
    }
    case "unchanged": {
      const { movedTo } = answer;
      return { result: { id, sha, state: "read", card: null, etag: todo.etag, movedTo }, count: "unchanged" };
    }
    case "missing":
      return unread({ id, sha, state: "missing", card: null, etag: null });
    case "gated":
      return unread({ id, sha, state: "gated", card: null, etag: null, withoutToken: hub.token === null });
  }
}

function unread(result: CardResult & { readonly state: "missing" | "gated" }): ReadResult {
  return { result, count: result.state };
}
