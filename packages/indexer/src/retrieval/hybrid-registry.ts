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
import { queryVector } from "./query-vector.js";
import { queryWords } from "./query-words.js";
import { FIELD_WEIGHTS } from "./ranking-weights.js";
import { type Scored, scoreModels } from "./score-models.js";
import { taskEvidence } from "./task-evidence.js";
import { VectorSearch, type VectorSearchOptions } from "./vectors/vector-search.js";

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
const CLEAR_TASK = 0.6;
const MAX_CLEAR_TASKS = 3;

/** The registry by words, embeddings, downloads and facts together. */
export class HybridRegistry implements Registry {
  readonly #options: HybridOptions;
  #vectors: VectorSearch | null = null;
  #closed = false;

  constructor(options: HybridOptions) {
    this.#options = options;
  }

  async search(query: SearchQuery, signal?: AbortSignal): Promise<SearchPage> {
    signal?.throwIfAborted();
    const { reader } = this.#options;
    const { filters } = query;
    const k = Math.min(MAX_RESULTS, Math.max(1, Math.floor(query.k) || 1));
    const rows = await reader.passing(filters);
    const total = rows?.length ?? (await reader.count(filters));
    const words = queryWords(query.text);
    const notes: string[] = [];
    const scored =
      words.length === 0
        ? await this.#byPopularity(filters, k)
        : await this.#byRelevance({ text: query.text, words, filters, k, rows, notes, signal });
    signal?.throwIfAborted();
    return { candidates: await this.#candidates(scored.slice(0, k)), total, notes };
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
    this.#options.onClose();
  }

  /** Forgets what is in memory of the vector index; the next search reads the published one. */
  reopenIndex(): void {
    this.#vectors = null;
  }

  async #byPopularity(filters: SearchFilters, k: number): Promise<Scored[]> {
    const { reader } = this.#options;
    const models = await reader.facts(await reader.popular(filters, k));
    return scoreModels({ models, bm25: new Map(), cosine: null, tasks: new Map(), words: new Set() });
  }

  async #byRelevance(request: RelevanceRequest): Promise<Scored[]> {
    const { reader } = this.#options;
    const { text, words, filters, k, rows, notes, signal } = request;
    const tasks = taskEvidence(text);
    const bm25 = await this.#matches(words, filters, tasks, k);
    const found = new Set(bm25.keys());
    const vector = await this.#vectorOf(text, notes, signal);
    if (vector !== null) {
      const hits = await vector.search.search(vector.values, Math.max(SIMILAR_DEPTH, k), rows);
      for (const { row } of hits) found.add(row);
    }
    if (found.size < k) for (const row of await reader.popular(filters, k)) found.add(row);
    const candidates = [...found];
    const cosine = vector === null ? null : await vector.search.similarities(vector.values, candidates);
    if (vector?.search.note) notes.push(vector.search.note);
    const models = await reader.facts(candidates);
    return scoreModels({ models, bm25, cosine, tasks, words: new Set(words) });
  }

  async #matches(
    terms: readonly string[],
    filters: SearchFilters,
    tasks: ReadonlyMap<TaskId, number>,
    k: number,
  ): Promise<ReadonlyMap<number, number>> {
    const { reader } = this.#options;
    const query = { terms, weights: FIELD_WEIGHTS };
    const hits = [...(await reader.lexical(query, filters, Math.max(LEXICAL_DEPTH, k)))];
    if (filters.task === undefined && hits.length >= LEXICAL_DEPTH) {
      for (const task of clearTasks(tasks))
        hits.push(...(await reader.lexical(query, { ...filters, task }, TASK_DEPTH)));
    }
    return new Map(hits.map(({ row, bm25 }) => [row, bm25]));
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

  async #candidates(scored: readonly Scored[]): Promise<Candidate[]> {
    const views = await this.#options.reader.views(scored.map(({ facts }) => facts.row));
    const byRow = new Map(views.map((view) => [view.row, view]));
    return scored.flatMap(({ facts, score, why }) => {
      const view = byRow.get(facts.row);
      if (view === undefined) return [];
      const { model, summary, endpoints } = view;
      return [{ model, summary, endpoints, score, why }];
    });
  }
}

interface RelevanceRequest {
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
