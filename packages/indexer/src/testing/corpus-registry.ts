import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModelRecord, Registry } from "@hugginggpt/shared";
import { cleanCard } from "../cards/clean-card.js";
import { describeModel } from "../describe-model.js";
import { hashedEmbedder } from "../embedding/hashed-embedder.js";
import { modelRecord } from "../hub/model-record.js";
import { parseWireModel } from "../hub/wire-model.js";
import { type OpenedRegistry, openRegistry } from "../open-registry.js";
import { testClock } from "./test-http.js";
import { testCursor } from "./test-record.js";

const CORPUS = new URL("../../../../../shared/corpus/hub-models.jsonl", import.meta.url);
const BATCH = 200;

/** A model with the text of its card, Markdown; null if it has none. */
export interface CardedModel {
  readonly record: ModelRecord;
  readonly readme: string | null;
}

/** Returns whether the real models are beside the repository. */
export function hasCorpus(): boolean {
  return existsSync(CORPUS);
}

/** Returns the real models that are beside the repository. */
export function corpusModels(): CardedModel[] {
  const lines = readFileSync(CORPUS, "utf8").trim().split("\n");
  const items: { item: unknown; readme: string | null }[] = lines.map((line) => JSON.parse(line));
  return items.flatMap(({ item, readme }) => {
    const wire = parseWireModel(item);
    return wire === null ? [] : [{ record: modelRecord(wire), readme }];
  });
}

/** The file of a registry of the corpus alone, made once a process: to make one takes two seconds. */
let corpus: Promise<Uint8Array> | null = null;

/** Returns a registry of the real models and some more, put together as syncs do it, and what removes it. */
export async function corpusRegistry(
  more: readonly CardedModel[] = [],
): Promise<{ readonly registry: Registry; readonly remove: () => void }> {
  corpus ??= inFolder(async (file) => {
    const opened = await open(file);
    await add(corpusModels(), opened);
    await opened.close();
    return readFileSync(file);
  });
  const made = await corpus;
  const folder = mkdtempSync(join(tmpdir(), "models-"));
  const file = join(folder, "registry.sqlite");
  writeFileSync(file, made);
  const opened = await open(file);
  await add(more, opened);
  return {
    registry: opened.registry,
    remove: () => {
      opened.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function inFolder<T>(work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "corpus-"));
  try {
    return await work(join(folder, "registry.sqlite"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function open(file: string): Promise<OpenedRegistry> {
  return openRegistry({ file, describe: describeModel, embedder: hashedEmbedder, clock: testClock() });
}

/** Adds models with their cards and vectors as a sync does, and publishes the index. */
async function add(models: readonly CardedModel[], { store, publishIndex }: OpenedRegistry): Promise<void> {
  await store.commitPage(
    models.map(({ record }) => record),
    testCursor(),
  );
  await store.commitCards(models.map(cardResult));
  await store.linkCopies();
  await store.useEmbedder({ name: hashedEmbedder.name, dimension: hashedEmbedder.dimension ?? 0 });
  for (let todo = await store.textsToEmbed(BATCH); todo.length > 0; todo = await store.textsToEmbed(BATCH)) {
    const texts = todo.map(({ text }) => text);
    const values = await hashedEmbedder.embed(texts, "document");
    await store.commitVectors(
      todo.map(({ id, textHash }, i) => ({ id, textHash, values: values[i] ?? new Float32Array() })),
    );
  }
  await publishIndex();
}

function cardResult({ record: { id, sha }, readme }: CardedModel) {
  const card = readme === null ? null : cleanCard(readme, id);
  return { id, sha, state: card === null ? ("missing" as const) : ("read" as const), card, etag: null };
}
