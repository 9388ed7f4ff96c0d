import {
  type Candidate,
  type Embedder,
  type EnabledEndpoints,
  type ModelEntry,
  type Registry,
  type RegistryFacets,
  type RegistryStats,
  type SearchFilters,
  type SearchPage,
  type SearchQuery,
  type TaskCount,
  type TaskId,
  taskEvidence,
} from "@hugginggpt/shared";
import type { RegistryReader } from "../ports/registry-reader.js";
import { neededLanguages, needFacts, writtenLanguage } from "./fit/need-facts.js";
import { queryVector } from "./query-vector.js";
import { queryWords } from "./query-words.js";
import { FIELD_WEIGHTS, STEP_WEIGHTS } from "./ranking-weights.js";
import { byScore, type Evidence, type Scored, scoreModels, withCosine } from "./score-models.js";
import { VectorSearch, type VectorSearchOptions } from "./vectors/vector-search.js";

export interface HybridOptions extends VectorSearchOptions {
  readonly reader: RegistryReader;
  /** Turns queries into vectors. */
  readonly embedder: Embedder;
  /** Notices what was committed; called before each answer. Absent if the reader notices by itself. */
  readonly notice?: () => Promise<unknown>;
  /** Called once by `close`. */
  readonly onClose: () => void;
}

const MAX_RESULTS = 1000;
/** The fewest candidates taken from each ranking; results are far fewer. */
const LEXICAL_DEPTH = 400;
const SIMILAR_DEPTH = 200;
/** The best matches of each task that the query clearly asks for are added, so many for each. */
const TASK_DEPTH = 100;
const CLEAR_TASK = 0.4;
const MAX_CLEAR_TASKS = 3;
/** The most downloaded models of a given task, so that a general need finds one. */
const POPULAR_DEPTH = 100;
/** Candidates beyond k with an exact cosine, in case an estimate ranked them too low. */
const RESCORED = 20;
/** The greatest assumed error of an estimate: ten times the usual one. */
const COSINE_ERROR = 0.01;

/** The registry's searches: they rank by words, embeddings, downloads and facts together. */
export class HybridRegistry implements Registry {
  readonly #options: HybridOptions;
  #vectors: VectorSearch | null = null;
  #closed = false;

  constructor(options: HybridOptions) {
    this.#options = options;
  }

  async search(query: SearchQuery, signal?: AbortSignal): Promise<SearchPage> {
    signal?.throwIfAborted();
    const { reader, notice } = this.#options;
    await notice?.();
    signal?.throwIfAborted();
    const { filters } = query;
    const k = Math.min(MAX_RESULTS, Math.max(1, Math.floor(query.k) || 1));
    const ids = isOpen(filters) ? null : await reader.passing(filters, undefined, signal);
    const total = ids?.length ?? (await reader.count(filters));
    const words = queryWords(query.text);
    const notes: string[] = [];
    const request: RelevanceRequest = { query, words, k, ids, notes, signal };
    const scored = total === 0 ? [] : await this.#ranked(request);
    const unmatched = this.#isUnmatched(query, scored);
    const shown = unmatched && total > 0 ? await this.#mostUsed(request) : scored;
    signal?.throwIfAborted();
    const candidates = await candidatesOf(reader, shown.slice(0, k));
    return { candidates, total, notes, ...(unmatched && { unmatched }) };
  }

  get(id: string): Promise<ModelEntry | null> {
    return this.#options.reader.entry(id);
  }

  async tasks(enabled: EnabledEndpoints): Promise<readonly TaskCount[]> {
    await this.#options.notice?.();
    return this.#options.reader.tasks(enabled);
  }

  facets(): Promise<RegistryFacets> {
    return this.#options.reader.facets();
  }

  async stats(): Promise<RegistryStats> {
    await this.#options.notice?.();
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

  /** Drops the loaded index files; the next search opens the published ones. */
  reopenIndex(): void {
    this.#vectors = null;
  }

  async #ranked(request: RelevanceRequest): Promise<Scored[]> {
    const { query, words, k, ids, notes, signal } = request;
    const { reader } = this.#options;
    const { filters } = query;
    const tasks = filters.task === undefined ? taskEvidence(query.text) : null;
    const bm25 = words.length === 0 ? NO_MATCHES : await matches(reader, request, tasks);
    const candidates = new Set(bm25.keys());
    const vector = words.length === 0 ? null : await this.#vectorOf(query.text, notes, signal);
    if (vector !== null) {
      const within = ids === null ? null : { ids, filters };
      const hits = await vector.search.near(vector.values, Math.max(SIMILAR_DEPTH, k), within);
      for (const { id } of hits) candidates.add(id);
    }
    if (candidates.size < k || tasks === null) {
      const most = Math.max(k, POPULAR_DEPTH);
      for (const id of ids?.slice(0, most) ?? (await reader.passing(filters, most))) candidates.add(id);
    }
    const models = await reader.facts([...candidates]);
    const cosines = vector === null ? null : await vector.search.estimates(vector.values, idsOf(models));
    if (vector?.search.note) notes.push(vector.search.note);
    const registrySize = await reader.count({});
    const isBare = tasks === null && query.languages === undefined;
    const written = isBare ? await writtenLanguage(query.text.slice(0, MAX_TEXT)) : null;
    const evidence = {
      models,
      bm25,
      cosines,
      tasks,
      ...needsOf(query, written),
      words: new Set(words),
      registrySize,
    };
    const scored = scoreModels(evidence, k + RESCORED);
    return vector === null ? scored : exactly(withinReach(scored, k), { ...vector, isStep: tasks === null });
  }

  #isUnmatched({ text, filters }: SearchQuery, scored: readonly Scored[]): boolean {
    if (text.trim() === "" || filters.task !== undefined) return false;
    const { unrelated = Number.NEGATIVE_INFINITY } = this.#options.embedder;
    return !scored.some(({ why: { lexical, task, language, raw } }) => {
      const isNear = typeof raw.cosine === "number" && raw.cosine >= unrelated;
      return lexical > 0 || task > 0 || language > 0 || isNear;
    });
  }

  async #mostUsed(request: RelevanceRequest): Promise<Scored[]> {
    const { filters, k } = request.query;
    const all = await this.#ranked({ ...request, query: { text: "", filters, k }, words: [] });
    return all.filter(({ facts }) => facts.source !== "builtin");
  }

  async #vectorOf(text: string, notes: string[], signal: AbortSignal | undefined) {
    const { embedder } = this.#options;
    const search = await this.#searchOf();
    const vector = await queryVector(text, embedder, search?.embedder ?? null, signal);
    if (vector.values !== null && search !== null) return { values: vector.values, search };
    if (vector.values === null && vector.note !== null) notes.push(vector.note);
    return null;
  }

  /** Returns the search over the stored embedder's vectors; null before the first sync. */
  async #searchOf(): Promise<VectorSearch | null> {
    const stored = await this.#options.vectors.embedder();
    if (stored === null) return null;
    const known = this.#vectors?.embedder;
    if (known?.name !== stored.name || known.dimension !== stored.dimension)
      this.#vectors = new VectorSearch(stored, this.#options);
    return this.#vectors;
  }
}

/** The most characters of a query that are read for its need. */
const MAX_TEXT = 8000;
const NO_MATCHES: ReadonlyMap<string, number> = new Map();

/** Returns functions that tell what a query needs of a task's models, computed once a task; null if it says nothing. */
function needsOf(
  { text, languages }: SearchQuery,
  written: string | null,
): Pick<Evidence, "needOf" | "languagesOf"> {
  if (text.trim() === "" && languages === undefined) return { needOf: () => null, languagesOf: () => null };
  const read = text.slice(0, MAX_TEXT);
  return {
    needOf: onceEach((task) => needFacts(task, read, languages, written)),
    languagesOf: onceEach((task) => neededLanguages(task, read, languages, written)),
  };
}

function onceEach<T>(work: (task: TaskId) => T): (task: TaskId) => T {
  const known = new Map<TaskId, T>();
  return (task) => {
    const made = known.get(task) ?? work(task);
    known.set(task, made);
    return made;
  };
}

interface RelevanceRequest {
  readonly query: SearchQuery;
  readonly words: readonly string[];
  readonly k: number;
  /** The ids that pass; null if the filters exclude nothing. */
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
  { words, query: { filters }, k, signal }: RelevanceRequest,
  tasks: ReadonlyMap<TaskId, number> | null,
): Promise<ReadonlyMap<string, number>> {
  const asked = { words, weights: FIELD_WEIGHTS };
  const found = new Map<string, number>();
  const add = async (within: SearchFilters, limit: number) => {
    for (const { id, bm25 } of await reader.lexical(asked, within, limit, signal)) found.set(id, bm25);
  };
  await add(filters, Math.max(LEXICAL_DEPTH, k));
  if (tasks === null || found.size < LEXICAL_DEPTH) return found;
  for (const task of clearTasks(tasks)) await add({ ...filters, task }, TASK_DEPTH);
  return found;
}

/** Returns the first k, and those after them that an exact cosine could lift into the first k. */
function withinReach(scored: readonly Scored[], k: number): readonly Scored[] {
  const least = (scored[k - 1]?.score ?? 0) - 2 * STEP_WEIGHTS.similarity * COSINE_ERROR;
  return scored.filter(({ score }, i) => i < k || score >= least);
}

/** Replaces estimated cosines by exact ones, and sorts the candidates again. */
async function exactly(
  scored: readonly Scored[],
  {
    search,
    values,
    isStep,
  }: { readonly search: VectorSearch; readonly values: Float32Array; readonly isStep: boolean },
): Promise<Scored[]> {
  const cosine = await search.similarities(values, idsOf(scored.map(({ facts }) => facts)));
  return scored.map((one) => withCosine(one, cosine.get(one.facts.id) ?? null, isStep)).sort(byScore);
}

async function candidatesOf(reader: RegistryReader, scored: readonly Scored[]): Promise<Candidate[]> {
  const views = await reader.views(idsOf(scored.map(({ facts }) => facts)));
  const byId = new Map(views.map((view) => [view.model.id, view]));
  return scored.flatMap(({ facts, score, why, unfit }) => {
    const view = byId.get(facts.id);
    if (view === undefined) return [];
    const { model, profile, summary, endpoints } = view;
    const known = { ...(profile && { profile }), ...(unfit.length > 0 && { unfit }) };
    return [{ model, ...known, summary, endpoints, score, why }];
  });
}

function idsOf(models: readonly { readonly id: string }[]): string[] {
  return models.map(({ id }) => id);
}

/** Returns true if filters exclude nothing. */
function isOpen({ runnable, ...others }: SearchFilters): boolean {
  const given = Object.values(others).filter((value) => value !== undefined);
  return runnable === undefined && given.every((value) => Array.isArray(value) && value.length === 0);
}
