import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { cleanCard } from "../packages/indexer/dist/cards/clean-card.js";
import { hashedEmbedder } from "../packages/indexer/dist/embedding/hashed-embedder.js";
import { modelRecord } from "../packages/indexer/dist/hub/model-record.js";
import { parseWireModel } from "../packages/indexer/dist/hub/wire-model.js";
import { describeModel, openRegistry } from "../packages/indexer/dist/index.js";
import { syntheticModel } from "./synthetic.mjs";

const BATCH = 1000;
const clock = { now: () => Date.UTC(2026, 0, 1), sleep: async () => undefined };

/** Opens a registry in a folder with the built-in embedder. */
export function openBench(folder, extras = {}) {
  return openRegistry({
    file: join(folder, "registry.sqlite"),
    describe: describeModel,
    embedder: hashedEmbedder,
    clock,
    ...extras,
  });
}

/** Fills a folder with a registry of so many synthetic models, unless it holds that already; goes on where it stood. */
export async function fillBench(folder, models, note) {
  mkdirSync(folder, { recursive: true });
  const opened = await openBench(folder);
  try {
    await fillOpened(opened, models, note);
  } finally {
    await opened.close();
  }
}

/** Fills an open registry likewise. */
export async function fillOpened(opened, models, note) {
  const stats = await opened.registry.stats();
  const began = performance.now();
  for (let from = stats.models.hub; from < models; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, models - from) }, (_, i) => syntheticModel(from + i));
    await putRows(opened.store, rows);
    await embedRows(opened.store);
    note(`${from + rows.length} of ${models} models, ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
  await opened.publishIndex();
}

async function putRows(store, rows) {
  const cursor = {
    scope: "bench",
    kind: "full",
    task: null,
    pass: 1,
    next: null,
    done: false,
    watermark: "",
    since: null,
  };
  const records = rows.map(({ item }) => modelRecord(parseWireModel(item)));
  await store.commitPage(records, cursor);
  await store.commitCards(
    rows.map(({ item, readme }) => ({
      id: item.id,
      sha: item.sha,
      state: "read",
      card: cleanCard(readme, item.id),
      etag: null,
    })),
  );
}

async function embedRows(store) {
  await store.useEmbedder({ name: hashedEmbedder.name, dimension: hashedEmbedder.dimension });
  for (;;) {
    const todo = await store.textsToEmbed(BATCH);
    if (todo.length === 0) return;
    const values = await hashedEmbedder.embed(
      todo.map(({ text }) => text),
      "document",
    );
    await store.commitVectors(todo.map(({ id, textHash }, i) => ({ id, textHash, values: values[i] })));
  }
}

/** Returns the size of a registry's files, in bytes. */
export function sizeOf(folder) {
  const file = join(folder, "registry.sqlite");
  return existsSync(file) ? statSync(file).size : 0;
}
