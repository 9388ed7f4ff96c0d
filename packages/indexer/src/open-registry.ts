import { hostname } from "node:os";
import { dirname } from "node:path";
import type { Clock, Embedder, Registry } from "@hugginggpt/shared";
import type { ServerState } from "@hugginggpt/shared/postgres";
import type { DescribeModel } from "./ports/describe-model.js";
import type { RegistryStore } from "./ports/registry-store.js";
import type { SyncTeam } from "./ports/sync-team.js";
import type { Verification } from "./ports/verification.js";
import type { Writer } from "./ports/writer.js";
import { HybridRegistry } from "./retrieval/hybrid-registry.js";
import type { Published } from "./retrieval/vectors/publish-index.js";
import { RegistryDatabase } from "./store/database/registry-database.js";
import { currentWriter, takeWriterLock } from "./store/database/writer-lock.js";
import { SqliteRegistryReader } from "./store/sqlite-registry-reader.js";
import { SqliteRegistryStore } from "./store/sqlite-registry-store.js";
import { rebuildTexts } from "./store/texts/rebuild-texts.js";
import { TextIndex } from "./store/texts/text-index.js";
import { SqliteIndexGenerations } from "./store/vectors/sqlite-index-generations.js";
import { SqliteVectorReader } from "./store/vectors/sqlite-vector-reader.js";
import { fillStarterSet } from "./sync/fill-starter-set.js";

export interface OpenRegistryOptions {
  /** The database, with the index files beside it. Created with its folder if missing. */
  readonly file: string;
  readonly describe: DescribeModel;
  /** Turns queries into vectors. */
  readonly embedder: Embedder;
  readonly clock: Clock;
  /** Vectors from which an HNSW index is built and used. */
  readonly hnswFrom?: number;
  /** Vectors from which a file in 8 bits a number is published. */
  readonly int8From?: number;
}

export interface OpenedRegistry {
  readonly store: RegistryStore;
  readonly registry: Registry;
  /** Fills a registry without models with the starter set, and returns how many models it wrote; else 0. */
  readonly ensureStarterSet: () => Promise<number>;
  /** Publishes the vector index if that is worth it. Only the holder of the lock may call it. */
  readonly publishIndex: (signal?: AbortSignal) => Promise<Published>;
  /** Checks the database, the full text, the vectors and the published index files; changes nothing. */
  readonly verify: () => Promise<Verification>;
  /**
   * Rebuilds everything derived from the models: the full text and every index file. Returns the number of texts
   * written. Only the holder of the lock may call it.
   */
  readonly rebuild: (signal?: AbortSignal) => Promise<{ readonly texts: number; readonly index: Published }>;
  /**
   * Takes the one writer lock and returns its release.
   * @throws Fault REGISTRY_LOCKED with the process that holds it, and DISK.
   */
  readonly lock: () => Promise<() => Promise<void>>;
  /** Returns the process that holds that lock; null if none does. */
  readonly writer: () => Promise<Writer | null>;
  /** The machines that sync it together; null for a file, which one process syncs. */
  readonly team: SyncTeam | null;
  /** Describes the database server that has it; null for a file. */
  readonly server: (() => Promise<RegistryServer>) | null;
  readonly close: () => Promise<void>;
}

/** A database server with a registry. */
export interface RegistryServer extends ServerState {
  /** Host, port and database. */
  readonly name: string;
}

/**
 * Opens the registry; the built-in tools are in it from the start.
 * @throws Fault REGISTRY_UNUSABLE for a damaged, foreign or newer file; DISK if it cannot be opened or written.
 */
export async function openRegistry(options: OpenRegistryOptions): Promise<OpenedRegistry> {
  const { file, describe, embedder, clock, hnswFrom, int8From } = options;
  const db = RegistryDatabase.open(file);
  const store = new SqliteRegistryStore(db, describe);
  const index = {
    vectors: new SqliteVectorReader(db),
    generations: new SqliteIndexGenerations(db),
    folder: dirname(file),
    ...(hnswFrom === undefined ? {} : { from: hnswFrom }),
    ...(int8From === undefined ? {} : { int8From }),
  };
  const reader = new SqliteRegistryReader(db, describe);
  const registry = new HybridRegistry({ ...index, reader, embedder, onClose: () => db.close() });
  const texts = new TextIndex(db, describe);
  try {
    await store.ensureBuiltinTools();
  } catch (error) {
    db.close();
    throw error;
  }
  const publish = async (anew: boolean, signal?: AbortSignal): Promise<Published> => {
    // A search and a run, which most starts are for, need none of this.
    const { publishIndex } = await import("./retrieval/vectors/publish-index.js");
    const published = await publishIndex({ ...index, anew, signal });
    registry.reopenIndex();
    return published;
  };
  return {
    store,
    registry,
    ensureStarterSet: () => fillStarterSet(store, embedder),
    publishIndex: (signal) => publish(false, signal),
    verify: async () => {
      const { checkStore } = await import("./store/check-store.js");
      const { checkIndex } = await import("./retrieval/vectors/check-index.js");
      const checks = [...checkStore(db, texts), ...(await checkIndex(index))];
      return { ok: checks.every(({ ok }) => ok), checks };
    },
    rebuild: async (signal) => ({
      texts: await rebuildTexts(db, texts, signal),
      index: await publish(true, signal),
    }),
    lock: async () => {
      const since = new Date(clock.now()).toISOString();
      const giveBack = takeWriterLock(db, { pid: process.pid, host: hostname(), since });
      return async () => giveBack();
    },
    writer: async () => currentWriter(db),
    team: null,
    server: null,
    close: async () => registry.close(),
  };
}
