import type { CardTodo, EmbeddingTodo, RegistryStore } from "../../ports/registry-store.js";
import type { Seat, Work } from "../../ports/sync-team.js";

/** Returns the cards to read, for a machine that reads all of them; those that failed are not read again now. */
export function ownCards(store: RegistryStore, token: boolean): Work<CardTodo> {
  const failed = new Set<string>();
  return {
    left: async () => (await store.progress(token)).cards.left,
    take: async (limit) => {
      const wanted = await store.cardsToRead(limit + failed.size, token);
      return wanted.filter(({ id }) => !failed.has(id)).slice(0, limit);
    },
    done: async (items) => {
      for (const item of items) if (item.failed) failed.add(item.id);
    },
  };
}

/** Returns the texts to embed, for a machine that embeds all of them. */
export function ownTexts(store: RegistryStore): Work<EmbeddingTodo> {
  return {
    left: async () => (await store.counts()).textsToEmbed,
    take: (limit) => store.textsToEmbed(limit),
    done: async () => undefined,
  };
}

/** Returns the texts to embed that the team gives to a machine. */
export function sharedTexts(store: RegistryStore, seat: Seat): Work<EmbeddingTodo> {
  const texts = seat.texts();
  return {
    ...texts,
    take: async (limit) => {
      for (;;) {
        const ids = (await texts.take(limit)).map(({ id }) => id);
        if (ids.length === 0) return [];
        const todo = await store.textsToEmbed(ids.length, ids);
        const wanted = new Set(todo.map(({ id }) => id));
        const stale = ids.filter((id) => !wanted.has(id));
        if (stale.length > 0) await texts.done(stale.map((id) => ({ id, failed: false })));
        if (todo.length > 0) return todo;
      }
    },
  };
}
