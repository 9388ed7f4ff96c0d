import { isFault, type SeedEvent, type SeedReport } from "@hugginggpt/shared";
import { cleanCard } from "./cards/clean-card.js";
import { hubCredential } from "./hub/hub-access.js";
import { isPublic, modelRecord } from "./hub/model-record.js";
import { readmeText } from "./hub/read-card.js";
import { parseWireModel } from "./hub/wire-model.js";
import type { SeededModel } from "./ports/registry-store.js";
import type { BulkFile } from "./seed/bulk-file.js";
import type { BulkBatch } from "./seed/bulk-reader.js";
import { openLocalFile } from "./seed/local-file.js";
import { readFooter } from "./seed/read-footer.js";
import { ReadingProcess } from "./seed/reading-process.js";
import { openRemoteFile } from "./seed/remote-file.js";
import type { BulkRow } from "./seed/row-item.js";
import { type SeedOptions, seedKey } from "./seed/seed-options.js";
import type { SyncDeps } from "./sync/sync-options.js";
import { newTally } from "./sync/tally.js";
import { vectorsStep } from "./sync/vectors-step.js";

export interface SeedDeps
  extends Pick<SyncDeps, "http" | "store" | "embedder" | "clock" | "hub" | "publishIndex" | "signal"> {
  readonly emit: (event: SeedEvent) => void;
  /** The compiled `seed-worker.js`. Default: the one beside this file. */
  readonly worker?: URL | undefined;
}

interface Seeding {
  readonly rows: { read: number; kept: number };
  readonly models: { added: number; updated: number; unchanged: number };
  readonly cards: { stored: number };
  readonly vectors: { embedded: number };
  malformed: number;
}

/**
 * Fills the registry from a Parquet file in the layout of hub-stats or of model_cards_with_metadata, by its path or
 * http(s) address, and embeds the new texts. Each batch of rows is committed with the position after it. If
 * interrupted, the next seeding from the same file with the same rule continues there, and ends with the same registry.
 * Data from the Hub itself stays; the next sync verifies data from the file. Only the holder of the writer lock may
 * call it.
 * @throws Fault INPUT_UNREADABLE for another or a damaged file, INPUT_TOO_LARGE for an address that only serves whole
 * files, and failures of network, embedder or disk; what was committed is kept.
 */
export async function seedRegistry(
  source: string,
  options: SeedOptions,
  deps: SeedDeps,
): Promise<SeedReport> {
  const { clock, signal } = deps;
  const startedAt = clock.now();
  const done: Seeding = {
    rows: { read: 0, kept: 0 },
    models: { added: 0, updated: 0, unchanged: 0 },
    cards: { stored: 0 },
    vectors: { embedded: 0 },
    malformed: 0,
  };
  let file = source;
  const report = (status: SeedReport["status"]): SeedReport => {
    const { malformed: _malformed, ...counts } = done;
    return { status, source: "seed", file, ...counts, seconds: (clock.now() - startedAt) / 1000 };
  };
  try {
    signal?.throwIfAborted();
    const opened = await openBulkFile(source, deps);
    file = opened.name;
    try {
      await seedFile(opened, options, deps, done);
    } finally {
      await opened.close();
    }
    if (options.embed) await embed(deps, done);
    return report("done");
  } catch (error) {
    if (!signal?.aborted || !(error === signal.reason || isFault(error, "CANCELLED"))) throw error;
    return report("interrupted");
  }
}

async function openBulkFile(source: string, { http, hub, signal }: SeedDeps): Promise<BulkFile> {
  return /^https?:\/\//i.test(source) && URL.canParse(source)
    ? openRemoteFile(http, source, hubCredential(hub), signal)
    : openLocalFile(source);
}

async function seedFile(file: BulkFile, rule: SeedOptions, deps: SeedDeps, seeding: Seeding): Promise<void> {
  const { store, emit, worker, signal } = deps;
  const footer = await readFooter(file, signal);
  const key = seedKey(footer.fingerprint, rule);
  const from = (await store.seedPosition(key))?.rows ?? 0;
  const { minLikes, minDownloads, tasks, limit } = rule;
  const reading = new ReadingProcess({
    file,
    footer: footer.bytes,
    rule: { minLikes, minDownloads, tasks, limit },
    from,
    worker,
    signal,
  });
  try {
    const { layout, rows } = await reading.open();
    emit({ type: "seed-started", rows, doneBefore: from, layout });
    let pending = ahead(reading);
    for (let position = from; ; ) {
      const batch = await pending();
      if (batch !== null) pending = ahead(reading);
      await commit(batch, { key, rows: batch?.position ?? rows, done: batch === null }, deps, seeding);
      if (batch === null) break;
      seeding.rows.read += batch.position - position;
      position = batch.position;
      emit({ type: "seed-progress", done: position, total: rows, kept: seeding.rows.kept });
    }
  } finally {
    reading.end();
  }
  if (seeding.malformed > 0) {
    emit({
      type: "warning",
      message: `${seeding.malformed} rows have no usable model id; they are left out.`,
    });
  }
}

/** Has the next rows decoded while the last ones are written. The returned function waits for them. */
function ahead(reading: ReadingProcess): () => Promise<BulkBatch | null> {
  const next = reading.next();
  next.catch(() => undefined);
  return () => next;
}

async function commit(
  batch: BulkBatch | null,
  position: Parameters<SeedDeps["store"]["commitSeed"]>[1],
  { store }: SeedDeps,
  seeding: Seeding,
): Promise<void> {
  const models: SeededModel[] = [];
  for (const row of batch?.rows ?? []) {
    const wire = parseWireModel(row.item);
    if (wire === null) seeding.malformed++;
    else if (isPublic(wire)) models.push(seededModel(wire, row));
  }
  const result = await store.commitSeed(models, position);
  seeding.rows.kept += models.length;
  seeding.models.added += result.added;
  seeding.models.updated += result.updated;
  seeding.models.unchanged += result.unchanged;
  seeding.cards.stored += result.cards;
}

/** Leaves out the commit (`sha`): a bulk file may name any, so only the Hub's counts. */
function seededModel(wire: Parameters<typeof modelRecord>[0], { card }: BulkRow): SeededModel {
  const record = { ...modelRecord(wire), source: "seed" as const, sha: null };
  return { record, card: card === null ? null : cleanCard(readmeText(card), record.id) };
}

async function embed(deps: SeedDeps, seeding: Seeding): Promise<void> {
  const tally = newTally();
  try {
    await vectorsStep(deps, tally);
  } finally {
    seeding.vectors.embedded = tally.vectors.embedded;
  }
  deps.emit({ type: "index-built", ...(await deps.publishIndex(deps.signal)) });
}
