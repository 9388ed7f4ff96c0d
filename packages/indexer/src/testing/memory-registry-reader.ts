import {
  type EnabledEndpoints,
  type Endpoint,
  type FacetCount,
  isTaskId,
  type ModelCard,
  type ModelEntry,
  type ModelRecord,
  type RegistryFacets,
  type RegistryStats,
  resolveTask,
  type SearchFilters,
  type TaskCount,
} from "@hugginggpt/shared";
import { describeModel } from "../describe-model.js";
import type {
  LexicalHit,
  LexicalQuery,
  ModelView,
  RankingFacts,
  RegistryReader,
} from "../ports/registry-reader.js";
import type { MemoryRegistryStore } from "./memory-registry-store.js";

const sameName = (a: string | null, b: string) => a?.toLowerCase() === b.toLowerCase();
const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The read side in memory, for tests: what is in a `MemoryRegistryStore`, looked through from start to end. */
export class MemoryRegistryReader implements RegistryReader {
  readonly #store: MemoryRegistryStore;

  constructor(store: MemoryRegistryStore) {
    this.#store = store;
  }

  async count(filters: SearchFilters): Promise<number> {
    return (await this.passing(filters)).length;
  }

  async passing(filters: SearchFilters, limit?: number): Promise<readonly string[]> {
    return this.#records()
      .filter((record) => this.#passes(record, filters))
      .sort((a, b) => b.downloads - a.downloads || (a.id < b.id ? -1 : 1))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  async lexical(
    { words, weights }: LexicalQuery,
    filters: SearchFilters,
    limit: number,
  ): Promise<readonly LexicalHit[]> {
    const wanted = new Set(words.flatMap(wordsIn));
    return this.#records()
      .filter((record) => this.#passes(record, filters))
      .map((record) => {
        const { title, tags, lead, body } = this.#describe(record).text;
        const hits = (text: string) => wordsIn(text).filter((word) => wanted.has(word)).length;
        const bm25 =
          weights.title * hits(title) +
          weights.tags * hits(tags) +
          weights.summary * hits(lead) +
          weights.body * hits(body);
        return { id: record.id, bm25 };
      })
      .filter(({ bm25 }) => bm25 > 0)
      .sort((a, b) => b.bm25 - a.bm25)
      .slice(0, limit);
  }

  async facts(ids: readonly string[]): Promise<readonly RankingFacts[]> {
    return this.#among(ids).map((record) => {
      const { id, downloads, likes, parameters, source, baseRelation } = record;
      const { text, profile } = this.#describe(record);
      const { title, tags, lead, body } = text;
      const words = [title, tags, lead, body].join(" ").match(/\S+/g)?.length ?? 0;
      const known = { downloads, likes, parameters, source, baseRelation };
      return { id, task: taskOf(record), ...known, profile, words };
    });
  }

  async views(ids: readonly string[]): Promise<readonly ModelView[]> {
    return this.#among(ids).map((record) => ({
      ...this.#entryOf(record),
      summary: this.#describe(record).text.summary,
    }));
  }

  async entry(id: string): Promise<ModelEntry | null> {
    const now = this.#store.aliases.get(id.toLowerCase()) ?? id;
    const record = this.#records().find((one) => sameName(one.id, now));
    return record === undefined ? null : this.#entryOf(record);
  }

  async tasks(enabled: EnabledEndpoints): Promise<readonly TaskCount[]> {
    const known = new Set(this.#records().flatMap((record) => taskOf(record) ?? []));
    return [...known]
      .map((task) => {
        const models = this.#records().filter((record) => taskOf(record) === task);
        const runnable = models.filter((record) => this.#passes(record, { runnable: enabled }));
        return { task, models: models.length, runnable: runnable.length };
      })
      .sort((a, b) => b.models - a.models || (a.task < b.task ? -1 : 1));
  }

  async stats(): Promise<Omit<RegistryStats, "vectorIndex">> {
    const models = { hub: 0, seed: 0, starter: 0, builtin: 0 };
    const cards = { none: 0, read: 0, missing: 0, gated: 0, failed: 0 };
    for (const { id, source } of this.#records()) {
      models[source]++;
      cards[this.#store.cards.get(id)?.state ?? "none"]++;
    }
    return {
      models,
      cards,
      vectors: this.#store.vectors.size,
      embedder: this.#store.identity?.name ?? null,
      endpoints: [...this.#store.endpoints.values()].flat().length,
      lastSync: this.#store.lastSync,
      bytes: 0,
    };
  }

  async facets(): Promise<RegistryFacets> {
    const records = this.#records().filter(({ source }) => source !== "builtin");
    const providers = [...this.#store.endpoints.entries()].flatMap(([provider, all]) => {
      const live = all.filter(({ endpoint }) => endpoint.kind === "provider" && endpoint.status === "live");
      return [...new Set(live.map(({ id }) => id))].map(() => provider);
    });
    return {
      licenses: counted(records.flatMap(({ license }) => license?.toLowerCase() || [])).slice(0, 20),
      providers: counted(providers).slice(0, 20),
      years: counted(records.flatMap(({ lastModified }) => /^\d{4}(?=-)/.exec(lastModified ?? "")?.[0] ?? []))
        .sort((a, b) => (a.name > b.name ? -1 : 1))
        .slice(0, 20),
    };
  }

  #records(): ModelRecord[] {
    return [...this.#store.models.values()].map(({ record }) => record);
  }

  #among(ids: readonly string[]): ModelRecord[] {
    return ids.flatMap((id) => this.#store.models.get(id)?.record ?? []);
  }

  #describe(record: ModelRecord) {
    const base = record.baseModel === null ? null : this.#cardOf(record.baseModel);
    return describeModel(record, this.#cardOf(record.id), base);
  }

  #cardOf(id: string): ModelCard | null {
    return this.#store.cards.get(id)?.card ?? null;
  }

  #endpointsOf(id: string): Endpoint[] {
    return [...this.#store.endpoints.values()].flat().flatMap((one) => (one.id === id ? [one.endpoint] : []));
  }

  #entryOf(model: ModelRecord): ModelEntry {
    const { id } = model;
    const cardState = this.#store.cards.get(id)?.state ?? "none";
    const { profile } = this.#describe(model);
    return { model, profile, card: this.#cardOf(id), cardState, endpoints: this.#endpointsOf(id) };
  }

  #passes(record: ModelRecord, filters: SearchFilters): boolean {
    const live = this.#endpointsOf(record.id).filter(({ status }) => status === "live");
    const { task, library, license, licenses, orgs, language, provider, providers, runnable } = filters;
    const { minDownloads = 0, maxParams } = filters;
    const among = (list: readonly string[] | undefined, value: string | null) =>
      !list?.length || list.some((one) => sameName(value, one));
    const at = (list: readonly string[]) =>
      live.some((endpoint) => list.some((one) => sameName(endpoint.provider, one)));
    return (
      (task === undefined || taskOf(record) === task) &&
      (library === undefined || sameName(record.library, library)) &&
      (license === undefined || sameName(record.license, license)) &&
      among(licenses, record.license) &&
      among(orgs, record.id.split("/").slice(0, -1).join("/")) &&
      (language === undefined || record.languages.some((one) => sameName(one, language))) &&
      (provider === undefined || at([provider])) &&
      (!providers?.length || at(providers)) &&
      (runnable === undefined || live.some(({ kind }) => runnable.includes(kind))) &&
      record.downloads >= minDownloads &&
      (maxParams === undefined || (record.parameters !== null && record.parameters <= maxParams))
    );
  }
}

function taskOf({ task }: ModelRecord) {
  const known = task === null ? null : resolveTask(task);
  return known !== null && isTaskId(known) ? known : null;
}

/** How often each name is there, the most frequent first, then by name. */
function counted(names: readonly string[]): FacetCount[] {
  return [...new Set(names)]
    .map((name) => ({ name, models: names.filter((one) => one === name).length }))
    .sort((a, b) => b.models - a.models || (a.name < b.name ? -1 : 1));
}
