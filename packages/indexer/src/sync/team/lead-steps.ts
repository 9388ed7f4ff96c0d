import type { Clock } from "@hugginggpt/shared";
import type { Lead, Seat, Work } from "../../ports/sync-team.js";
import { cardsStep } from "../cards-step.js";
import type { SyncDeps, SyncOptions } from "../sync-options.js";
import type { Tally } from "../tally.js";
import { declareEmbedder, embedTexts } from "../vectors-step.js";
import { sharedTexts } from "./own-work.js";

/** The place and the lead of the machine that leads. */
export interface Leading {
  readonly seat: Seat;
  readonly lead: Lead;
}

/** How often a leader looks whether the others have done what they took, in milliseconds. */
const LOOK_EVERY_MS = 250;

/** Reads the cards as `cardsStep` does, together with who follows; comes back once all are read. */
export async function leadCards(
  options: SyncOptions,
  deps: SyncDeps,
  tally: Tally,
  { seat, lead }: Leading,
): Promise<void> {
  const { cards } = options;
  if (cards === "none") return;
  const token = deps.hub.token !== null;
  await lead.offerCards(cards === "all" ? Number.MAX_SAFE_INTEGER : cards, token);
  await lead.at("cards");
  await cardsStep(options, deps, tally, untilAllIsDone(seat.cards(token), deps));
  await lead.at("other");
}

/** Embeds the texts as `vectorsStep` does, together with who follows; comes back once all are embedded. */
export async function leadVectors(deps: SyncDeps, tally: Tally, { seat, lead }: Leading): Promise<void> {
  await declareEmbedder(deps);
  tally.vectors.reused = (await deps.store.counts()).vectors;
  await lead.offerTexts();
  await lead.at("vectors");
  await embedTexts(deps, tally, untilAllIsDone(sharedTexts(deps.store, seat), deps));
  await lead.at("other");
}

/** Taking comes back with nothing only once all of it is done, by anyone. */
function untilAllIsDone<Todo>(
  work: Work<Todo>,
  { clock, signal }: { readonly clock: Clock; readonly signal?: AbortSignal | undefined },
): Work<Todo> {
  return {
    ...work,
    take: async (limit) => {
      for (;;) {
        const todo = await work.take(limit);
        if (todo.length > 0 || (await work.left()) === 0) return todo;
        await clock.sleep(LOOK_EVERY_MS, signal);
      }
    },
  };
}
