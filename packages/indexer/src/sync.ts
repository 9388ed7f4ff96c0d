import { isDatabaseAway, type SyncReport } from "@hugginggpt/shared";
import { cardsStep } from "./sync/cards-step.js";
import { endpointsStep } from "./sync/endpoints-step.js";
import { linkStep, linksBegin } from "./sync/link-step.js";
import { listingStep } from "./sync/listing-step.js";
import { movesStep } from "./sync/moves-step.js";
import { noteStep } from "./sync/notes.js";
import type { SyncDeps, SyncOptions, SyncStep } from "./sync/sync-options.js";
import { type Leading, leadCards, leadVectors } from "./sync/team/lead-steps.js";
import { anySignal, isAbortBy, startTimer } from "./sync/timer.js";
import { Turn } from "./sync/turn.js";
import { beginTurn, endTurn } from "./sync/turn-mark.js";
import { vectorsStep } from "./sync/vectors-step.js";

/** Share of what is left of a turn's time that cards may take: what was read must be embedded to be of use. */
const CARDS_SHARE = 0.8;

/**
 * Brings the registry up to the Hub's state: records, endpoints, cards, vectors, and the vector index. Returns what was
 * done; `interrupted` if the signal was aborted, with everything committed so far kept; `done`, with what is left, if
 * the time or the cards of the turn ran out. The next sync continues there and ends with the same registry as an
 * uninterrupted one. The result is noted for `syncStatus`. With a team the work is shared (`syncTogether`).
 * @throws Fault if the Hub, the embedder or the disk fails; what was committed is kept too.
 */
export async function syncRegistry(options: SyncOptions, deps: SyncDeps): Promise<SyncReport> {
  const turn = new Turn(options, deps);
  if (!deps.team) return syncTurn(options, deps, turn);
  const { syncTogether } = await import("./sync/team/sync-together.js");
  return syncTogether(options, deps, deps.team, turn, (given, leading) =>
    syncTurn(options, given, turn, leading),
  );
}

async function syncTurn(
  options: SyncOptions,
  deps: SyncDeps,
  turn: Turn,
  leading?: Leading,
): Promise<SyncReport> {
  const timer = startTimer(deps.clock, options.forMs === undefined ? undefined : turn.leftMs());
  try {
    const inTime = { ...deps, signal: anySignal(deps.signal, timer.signal) };
    await syncSteps(options, inTime, turn, leading);
    return await finishTurn(turn, deps);
  } catch (error) {
    if (isAbortBy(deps.signal, error)) return await turn.end("interrupted");
    if (isAbortBy(timer.signal, error)) {
      turn.timeIsOver = true;
      return await finishTurn(turn, deps);
    }
    // A database that is gone takes no summary; who waits for it continues.
    if (!isDatabaseAway(error)) await turn.fail(error);
    throw error;
  } finally {
    timer.stop();
  }
}

/** Removes the mark last: after a kill before that, the next sync continues this turn. */
async function finishTurn(turn: Turn, { store }: SyncDeps): Promise<SyncReport> {
  const report = await turn.end("done");
  await endTurn(store);
  return report;
}

async function syncSteps(options: SyncOptions, deps: SyncDeps, turn: Turn, leading?: Leading): Promise<void> {
  const { store, clock, emit } = deps;
  const { tally } = turn;
  const step = async (name: SyncStep, work: () => Promise<void>): Promise<void> => {
    deps.signal?.throwIfAborted();
    if (options.only?.length && !options.only.includes(name)) return;
    await work();
    await noteStep(store, name, clock.now());
  };
  deps.signal?.throwIfAborted();
  const mark = await beginTurn(options, store, clock);
  const linked = await linksBegin(deps);
  await step("listing", () => listingStep(options, deps, tally, mark));
  await step("endpoints", () => endpointsStep(options, deps, tally, mark));
  await step("cards", () => cardsInTime(options, deps, turn, leading));
  deps.signal?.throwIfAborted();
  await linkStep(deps, tally, linked);
  await step("vectors", () => (leading ? leadVectors(deps, tally, leading) : vectorsStep(deps, tally)));
  await step("index", async () => emit({ type: "index-built", ...(await deps.publishIndex(deps.signal)) }));
  if (!options.only?.length && !turn.timeIsOver) await store.noteSync(new Date(clock.now()).toISOString());
}

/** Reads cards, and stops in time for the steps after it. */
async function cardsInTime(
  options: SyncOptions,
  deps: SyncDeps,
  turn: Turn,
  leading?: Leading,
): Promise<void> {
  const { clock, signal } = deps;
  const timer = startTimer(clock, options.forMs === undefined ? undefined : turn.leftMs() * CARDS_SHARE);
  try {
    const inTime = { ...deps, signal: anySignal(signal, timer.signal) };
    if (leading) await leadCards(options, inTime, turn.tally, leading);
    else await cardsStep(options, inTime, turn.tally);
    await movesStep(inTime);
  } catch (error) {
    if (signal?.aborted || !isAbortBy(timer.signal, error)) throw error;
    turn.timeIsOver = true;
  } finally {
    timer.stop();
  }
}
