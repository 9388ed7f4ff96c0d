import type { CardTodo, EmbeddingTodo, RegistryStore } from "../../ports/registry-store.js";
import type { Work } from "../../ports/sync-team.js";

/** Returns the cards that are to be read, for one who reads them all; those that failed are still wanted, but not again now. */
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

/** Returns the texts that are to be embedded, for one who embeds them all. */
export function ownTexts(store: RegistryStore): Work<EmbeddingTodo> {
  return {
    left: async () => (await store.counts()).textsToEmbed,
    take: (limit) => store.textsToEmbed(limit),
    done: async () => undefined,
  };
}
