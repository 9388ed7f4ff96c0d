import type { SyncEvent } from "@hugginggpt/shared";
import type { LeaderState, Seat, Work } from "../../ports/sync-team.js";
import { lockedFault } from "../../ports/writer.js";
import { cardsStep } from "../cards-step.js";
import type { SyncDeps, SyncOptions, SyncStep } from "../sync-options.js";
import type { Turn } from "../turn.js";
import { embedTexts } from "../vectors-step.js";
import { sharedTexts } from "./own-work.js";

/** How often a machine looks whether there is something to do for it, in milliseconds. */
const LOOK_EVERY_MS = 1000;

/**
 * Works on what the leader publishes, within the options, until nobody leads any more.
 * @throws Fault REGISTRY_LOCKED if the leader does something that nobody can help with; and as the steps do.
 */
export async function follow(options: SyncOptions, deps: SyncDeps, turn: Turn, seat: Seat): Promise<void> {
  const announce = announcer(deps.emit);
  for (;;) {
    const leader = await seat.leader();
    if (leader === null) return;
    if (leader.step === "alone") throw lockedFault(leader);
    const worked = await help(leader, options, deps, turn, seat, announce);
    if (!worked) {
      announce("waits", leader);
      await deps.clock.sleep(LOOK_EVERY_MS, deps.signal);
    }
  }
}

type Announce = (part: Extract<SyncEvent, { type: "team-part" }>["part"], leader: LeaderState) => void;

/** Returns a function that reports what this machine does, whenever that changes. */
function announcer(emit: SyncDeps["emit"]): Announce {
  let last = "";
  return (part, { host }) => {
    if (last === `${part} ${host}`) return;
    last = `${part} ${host}`;
    emit({ type: "team-part", part, leader: host });
  };
}

/** Returns whether there was something to do. */
async function help(
  leader: LeaderState,
  { cards, only }: SyncOptions,
  deps: SyncDeps,
  { tally }: Turn,
  seat: Seat,
  announce: Announce,
): Promise<boolean> {
  const { step } = leader;
  const mayDo = (one: SyncStep): boolean => !only?.length || only.includes(one);
  const before = readCards(tally) + tally.vectors.embedded;
  if (step === "cards" && mayDo("cards")) {
    const room = typeof cards === "number" ? Math.max(0, cards - readCards(tally)) : cards;
    const work = announced(seat.cards(deps.hub.token !== null), () => announce("cards", leader));
    await cardsStep({ cards: room }, deps, tally, work);
  }
  if (step === "vectors" && mayDo("vectors") && (await deps.store.embedder())?.name === deps.embedder.name) {
    const work = announced(sharedTexts(deps.store, seat), () => announce("texts", leader));
    await embedTexts(deps, tally, work);
  }
  return readCards(tally) + tally.vectors.embedded > before;
}

/** Returns the same work; calls `announce` whenever there is some. */
function announced<Todo>(work: Work<Todo>, announce: () => void): Work<Todo> {
  return {
    ...work,
    take: async (limit) => {
      const todo = await work.take(limit);
      if (todo.length > 0) announce();
      return todo;
    },
  };
}

function readCards({ cards }: Turn["tally"]): number {
  return cards.fetched + cards.unchanged + cards.missing + cards.gated + cards.failed;
}
