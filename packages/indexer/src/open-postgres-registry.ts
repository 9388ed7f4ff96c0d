import { hostname } from "node:os";
import type { Embedder } from "@hugginggpt/shared";
import { PostgresDatabase, serverState } from "@hugginggpt/shared/postgres";
import type { OpenedRegistry } from "./open-registry.js";
import type { DescribeModel } from "./ports/describe-model.js";
import type { EmbedderIdentity } from "./ports/registry-store.js";
import { HybridRegistry } from "./retrieval/hybrid-registry.js";
import { HNSW_FROM } from "./retrieval/vectors/index-params.js";
import { openKept, publishKept } from "./retrieval/vectors/kept-search.js";
import type { Published } from "./retrieval/vectors/publish-index.js";
import { CommittedState } from "./store/postgres/committed-state.js";
import { PgvectorIndex } from "./store/postgres/pgvector-index.js";
import { PostgresRegistryReader } from "./store/postgres/postgres-registry-reader.js";
import { PostgresRegistryStore } from "./store/postgres/postgres-registry-store.js";
import { PostgresVectorReader } from "./store/postgres/postgres-vector-reader.js";
import { PostgresSyncTeam } from "./store/postgres/team/postgres-sync-team.js";
import { fillStarterSet } from "./sync/fill-starter-set.js";

export interface OpenPostgresRegistryOptions {
  /** postgres://user:password@host:port/database */
  readonly url: string;
  readonly describe: DescribeModel;
  /** Turns queries into vectors. */
  readonly embedder: Embedder;
  /** Connections at once at most. */
  readonly poolSize?: number;
  /** Vectors from which an index of pgvector is built and used, where the server has it. */
  readonly hnswFrom?: number;
}

/** PostgreSQL cuts names of connections that are longer. */
const MAX_NAME = 63;

/**
 * Opens the registry in a PostgreSQL database; the built-in tools are in it from the start.
 * @throws Fault as `PostgresDatabase.open`.
 */
export async function openPostgresRegistry(options: OpenPostgresRegistryOptions): Promise<OpenedRegistry> {
  const { url, describe, embedder, poolSize, hnswFrom: from = HNSW_FROM } = options;
  const db = await PostgresDatabase.open(url, {
    applicationName: `hugginggpt ${process.pid}@${hostname()}`.slice(0, MAX_NAME),
    ...(poolSize === undefined ? {} : { poolSize }),
  });
  const store = new PostgresRegistryStore(db, describe);
  const state = new CommittedState(db);
  const index = indexOf(db, state, from);
  const team = new PostgresSyncTeam(db);
  const registry = new HybridRegistry({
    ...index,
    reader: new PostgresRegistryReader(db, describe, state),
    embedder,
    notice: () => state.now(),
    onClose: () => void db.close(),
  });
  try {
    await store.ensureBuiltinTools();
  } catch (error) {
    await db.close();
    throw error;
  }
  const publish = async (anew: boolean, signal?: AbortSignal): Promise<Published> => {
    await state.now();
    const published = await publishKept(index.kept, index.vectors, { from, anew, signal });
    registry.reopenIndex();
    return published;
  };
  return {
    store,
    registry,
    ensureStarterSet: () => fillStarterSet(store, embedder),
    publishIndex: (signal) => publish(false, signal),
    verify: async () => {
      const { checkTables } = await import("./store/postgres/postgres-checks.js");
      const { checkIndex } = await import("./retrieval/vectors/check-index.js");
      await state.now();
      const checks = [...(await checkTables(db, describe)), ...(await checkIndex(index))];
      return { ok: checks.every(({ ok }) => ok), checks };
    },
    rebuild: async (signal) => ({
      texts: await store.rebuildTexts(signal),
      index: await publish(true, signal),
    }),
    lock: () => team.alone(),
    writer: () => team.leader(),
    team,
    server: async () => ({ ...(await serverState(db)), name: db.name }),
    close: async () => {
      registry.close();
      await db.close();
    },
  };
}

/** What vectors are searched by: those in memory are read from the database, not from files. */
function indexOf(db: PostgresDatabase, state: CommittedState, from: number) {
  const vectors = new PostgresVectorReader(db, state);
  const kept = new PgvectorIndex(db, vectors);
  return {
    vectors,
    kept,
    from,
    generations: { live: async () => null },
    folder: "",
    openIndex: (embedder: EmbedderIdentity) => openKept(kept, vectors, embedder),
  };
}
