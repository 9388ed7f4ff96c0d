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
import type { RankingFacts, RegistryReader } from "../ports/registry-reader.js";
import { queryVector } from "./query-vector.js";
import { queryWords } from "./query-words.js";
import { FIELD_WEIGHTS, PART_WEIGHTS } from "./ranking-weights.js";
import { type Rateable, rateable } from "./rateable.js";
import { byScore, type Scored, scoreModels, withCosine } from "./score-models.js";
import { taskEvidence } from "./task-evidence.js";
import { VectorSearch, type VectorSearchOptions } from "./vectors/vector-search.js";

export interface HybridOptions extends VectorSearchOptions {
  readonly reader: RegistryReader;
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
  /** What ranking makes of facts; the reader gives the same objects as long as nothing changes. */
  readonly #ready = new WeakMap<RankingFacts, Rateable>();
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
    const ids = isOpen(filters) ? null : await reader.passing(filters);
    const total = ids?.length ?? (await reader.count(filters));
    const words = queryWords(query.text);
    const notes: string[] = [];
    const scored =
      words.length === 0
        ? await this.#byPopularity(filters, k)
        : await this.#byRelevance({ text: query.text, words, filters, k, ids, notes, signal });
    signal?.throwIfAborted();
    return { candidates: await candidatesOf(reader, scored.slice(0, k)), total, notes };
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

  /** Forgets what is in memory of the index files; the next search reads the published ones. */
  reopenIndex(): void {
    this.#vectors = null;
  }

  async #byPopularity(filters: SearchFilters, k: number): Promise<Scored[]> {
    const models = await this.#rateable(await this.#options.reader.passing(filters, k));
    return scoreModels({ models, bm25: new Map(), cosines: null, tasks: new Map(), words: new Set() });
  }

  async #byRelevance(request: RelevanceRequest): Promise<Scored[]> {
    const { text, words, filters, k, ids, notes, signal } = request;
    const tasks = taskEvidence(text);
    const bm25 = await matches(this.#options.reader, request, tasks);
    const candidates = new Set(bm25.keys());
    const vector = await this.#vectorOf(text, notes, signal);
    if (vector !== null) {
      const hits = await vector.search.near(vector.values, Math.max(SIMILAR_DEPTH, k), ids);
      for (const { id } of hits) candidates.add(id);
    }
    if (candidates.size < k)
      for (const id of await this.#options.reader.passing(filters, k)) candidates.add(id);
    const models = await this.#rateable([...candidates]);
    const cosines = vector === null ? null : await vector.search.estimates(vector.values, idsOf(models));
    if (vector?.search.note) notes.push(vector.search.note);
    const scored = scoreModels({ models, bm25, cosines, tasks, words: new Set(words) }, k + RESCORED);
    return vector === null ? scored : exactly(withinReach(scored, k), vector);
  }

  async #rateable(ids: readonly string[]): Promise<Rateable[]> {
    const facts = await this.#options.reader.facts(ids);
    return facts.map((one) => {
      const ready = this.#ready.get(one) ?? rateable(one);
      this.#ready.set(one, ready);
      return ready;
    });
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
    const stored = await this.#options.vectors.embedder();
    if (stored === null) return null;
    const known = this.#vectors?.embedder;
    if (known?.name !== stored.name || known.dimension !== stored.dimension)
      this.#vectors = new VectorSearch(stored, this.#options);
    return this.#vectors;
  }
}

interface RelevanceRequest {
  readonly text: string;
  readonly words: readonly string[];
  readonly filters: SearchFilters;
  readonly k: number;
  /** Those that pass; null where the filters exclude nothing. */
  readonly ids: readonly string[] | null;
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
  reader: RegistryReader,
  { words, filters, k }: RelevanceRequest,
  tasks: ReadonlyMap<TaskId, number>,
): Promise<ReadonlyMap<string, number>> {
  const query = { words, weights: FIELD_WEIGHTS };
  const found = new Map<string, number>();
  const add = async (within: SearchFilters, limit: number) => {
    for (const { id, bm25 } of await reader.lexical(query, within, limit)) found.set(id, bm25);
  };
  await add(filters, Math.max(LEXICAL_DEPTH, k));
  if (filters.task !== undefined || found.size < LEXICAL_DEPTH) return found;
  for (const task of clearTasks(tasks)) await add({ ...filters, task }, TASK_DEPTH);
  return found;
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
  const cosine = await search.similarities(values, idsOf(scored.map(({ facts }) => facts)));
  return scored.map((one) => withCosine(one, cosine.get(one.facts.id) ?? null)).sort(byScore);
}

async function candidatesOf(reader: RegistryReader, scored: readonly Scored[]): Promise<Candidate[]> {
  const views = await reader.views(idsOf(scored.map(({ facts }) => facts)));
  const byId = new Map(views.map((view) => [view.model.id, view]));
  return scored.flatMap(({ facts, score, why }) => {
    const view = byId.get(facts.id);
    if (view === undefined) return [];
    const { model, summary, endpoints } = view;
    return [{ model, summary, endpoints, score, why }];
  });
}

function idsOf(models: readonly Rateable[]): string[] {
  return models.map(({ id }) => id);
}

/** Whether filters exclude nothing. */
function isOpen({ runnable, ...others }: SearchFilters): boolean {
  const given = Object.values(others).filter((value) => value !== undefined);
  return runnable === undefined && given.every((value) => Array.isArray(value) && value.length === 0);
}
