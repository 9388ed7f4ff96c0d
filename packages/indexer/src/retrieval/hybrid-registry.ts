import type {
  Candidate,
  Embedder,
  EnabledEndpoints,
  ModelEntry,
  Registry,
  RegistryStats,
  SearchFilters,
  SearchPage,
  SearchQuery,
  TaskCount,
  TaskId,
} from "@hugginggpt/shared";
import { CachedReader, type Snapshot } from "./cached-reader.js";
import { queryVector } from "./query-vector.js";
import { queryWords } from "./query-words.js";
import { FIELD_WEIGHTS, PART_WEIGHTS } from "./ranking-weights.js";
import type { Rateable } from "./rateable.js";
import { byScore, type Scored, scoreModels, withCosine } from "./score-models.js";
import { taskEvidence } from "./task-evidence.js";
import { VectorSearch, type VectorSearchOptions } from "./vectors/vector-search.js";
import { WordFiles } from "./words/word-files.js";

export interface HybridOptions extends VectorSearchOptions {
  /** Turns queries into vectors. */
  readonly embedder: Embedder;
  /** Called once by `close`. */
  readonly onClose: () => void;
}

const MAX_RESULTS = 1000;
/** Candidates from each ranking at least; the best of all of them are far fewer. */
const LEXICAL_DEPTH = 400;
const SIMILAR_DEPTH = 200;
/** Tasks that a query clearly speaks of: each adds its own best matches. */
const TASK_DEPTH = 100;
const CLEAR_TASK = 0.4;
const MAX_CLEAR_TASKS = 3;
/** Candidates beyond k whose cosine is computed exactly: those that an estimate may have put too low. */
const RESCORED = 20;
/** By which an estimate may be off: ten times what it usually is. */
const COSINE_ERROR = 0.01;

/** The registry by words, embeddings, downloads and facts together. */
export class HybridRegistry implements Registry {
  readonly #options: HybridOptions;
  readonly #files: WordFiles;
  #reader: CachedReader;
  #vectors: VectorSearch | null = null;
  #closed = false;

  constructor(options: HybridOptions) {
    this.#options = options;
    this.#files = new WordFiles(options);
    this.#reader = new CachedReader(options.reader, this.#files);
  }

  async search(query: SearchQuery, signal?: AbortSignal): Promise<SearchPage> {
    signal?.throwIfAborted();
    const registry = await this.#reader.now();
    const { filters } = query;
    const k = Math.min(MAX_RESULTS, Math.max(1, Math.floor(query.k) || 1));
    const rows = await registry.passing(filters);
    const total = rows?.length ?? (await registry.count(filters));
    const words = queryWords(query.text);
    const notes: string[] = [];
    const scored =
      words.length === 0
        ? await this.#byPopularity(registry, filters, k)
        : await this.#byRelevance({ registry, text: query.text, words, filters, k, rows, notes, signal });
    signal?.throwIfAborted();
    return { candidates: await candidatesOf(registry, scored.slice(0, k)), total, notes };
  }

  get(id: string): Promise<ModelEntry | null> {
    return this.#options.reader.entry(id);
  }

  tasks(enabled: EnabledEndpoints): Promise<readonly TaskCount[]> {
    return this.#options.reader.tasks(enabled);
  }

  async stats(): Promise<RegistryStats> {
    const vectors = await this.#searchOf();
    const vectorIndex: RegistryStats["vectorIndex"] =
      vectors === null
        ? { kind: "exact", generation: null, reason: "no vectors yet" }
        : await vectors.state();
    return { ...(await this.#options.reader.stats()), vectorIndex };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#files.close();
    this.#options.onClose();
  }

  /** Forgets what is in memory of the index files; the next search reads the published ones. */
  reopenIndex(): void {
    this.#vectors = null;
    this.#files.close();
    this.#reader = new CachedReader(this.#options.reader, this.#files);
  }

  async #byPopularity(registry: Snapshot, filters: SearchFilters, k: number): Promise<Scored[]> {
    const models = await registry.facts(await this.#options.reader.popular(filters, k));
    return scoreModels({ models, bm25: new Map(), cosines: null, tasks: new Map(), words: new Set() });
  }

  async #byRelevance(request: RelevanceRequest): Promise<Scored[]> {
    const { registry, text, words, filters, k, rows, notes, signal } = request;
    const tasks = taskEvidence(text);
    const bm25 = await matches(request, tasks);
    const candidates = [...bm25.keys()];
    const vector = await this.#vectorOf(text, notes, signal);
    if (vector !== null) {
      const hits = await vector.search.near(vector.values, Math.max(SIMILAR_DEPTH, k), rows);
      for (const { row } of hits) if (!bm25.has(row)) candidates.push(row);
    }
    if (candidates.length < k) await this.#addPopular(candidates, filters, k);
    const models = await registry.facts(candidates);
    const cosines = vector === null ? null : await vector.search.estimates(vector.values, rowsOf(models));
    for (const note of [vector?.search.note, this.#files.note]) if (note) notes.push(note);
    const scored = scoreModels({ models, bm25, cosines, tasks, words: new Set(words) }, k + RESCORED);
    return vector === null ? scored : exactly(withinReach(scored, k), vector);
  }

  async #addPopular(candidates: number[], filters: SearchFilters, k: number): Promise<void> {
    const known = new Set(candidates);
    const popular = await this.#options.reader.popular(filters, k);
    candidates.push(...popular.filter((row) => !known.has(row)));
  }

  async #vectorOf(text: string, notes: string[], signal: AbortSignal | undefined) {
    const { embedder } = this.#options;
    const search = await this.#searchOf();
    const vector = await queryVector(text, embedder, search?.embedder ?? null, signal);
    if (vector.values !== null && search !== null) return { values: vector.values, search };
    if (vector.values === null && vector.note !== null) notes.push(vector.note);
    return null;
  }

  /** The vectors of the embedder that is stored now; null before the first. */
  async #searchOf(): Promise<VectorSearch | null> {
    const stored = await this.#options.reader.embedder();
    if (stored === null) return null;
    const known = this.#vectors?.embedder;
    if (known?.name !== stored.name || known.dimension !== stored.dimension)
      this.#vectors = new VectorSearch(stored, this.#options);
    return this.#vectors;
  }
}

interface RelevanceRequest {
  readonly registry: Snapshot;
  readonly text: string;
  readonly words: readonly string[];
  readonly filters: SearchFilters;
  readonly k: number;
  readonly rows: readonly number[] | null;
  readonly notes: string[];
  readonly signal: AbortSignal | undefined;
}

function clearTasks(tasks: ReadonlyMap<TaskId, number>): TaskId[] {
  return [...tasks]
    .filter(([, share]) => share >= CLEAR_TASK)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MAX_CLEAR_TASKS)
    .map(([task]) => task);
}

async function matches(
  { registry, words, filters, k }: RelevanceRequest,
  tasks: ReadonlyMap<TaskId, number>,
): Promise<ReadonlyMap<number, number>> {
  const byWords = await registry.byWords(words, FIELD_WEIGHTS);
  const found = new Map<number, number>();
  try {
    await byWords.best(filters, Math.max(LEXICAL_DEPTH, k), found);
    if (filters.task !== undefined || found.size < LEXICAL_DEPTH) return found;
    for (const task of clearTasks(tasks)) await byWords.best({ ...filters, task }, TASK_DEPTH, found);
    return found;
  } finally {
    byWords.release();
  }
}

/** The first k, and those after them that an exact cosine may bring among them. */
function withinReach(scored: readonly Scored[], k: number): readonly Scored[] {
  const least = (scored[k - 1]?.score ?? 0) - 2 * PART_WEIGHTS.similarity * COSINE_ERROR;
  return scored.filter(({ score }, i) => i < k || score >= least);
}

/** Puts exact cosines in the place of estimates, and the candidates in the order that follows. */
async function exactly(
  scored: readonly Scored[],
  { search, values }: { readonly search: VectorSearch; readonly values: Float32Array },
): Promise<Scored[]> {
  const cosine = await search.similarities(values, rowsOf(scored.map(({ facts }) => facts)));
  return scored.map((one) => withCosine(one, cosine.get(one.facts.row) ?? null)).sort(byScore);
}

async function candidatesOf(registry: Snapshot, scored: readonly Scored[]): Promise<Candidate[]> {
  const views = await registry.views(rowsOf(scored.map(({ facts }) => facts)));
  const byRow = new Map(views.map((view) => [view.row, view]));
  return scored.flatMap(({ facts, score, why }) => {
    const view = byRow.get(facts.row);
    if (view === undefined) return [];
    const { model, summary, endpoints } = view;
    return [{ model, summary, endpoints, score, why }];
  });
}

function rowsOf(models: readonly Rateable[]): number[] {
  return models.map(({ row }) => row);
}
