import {
  type EnabledEndpoints,
  type FacetCount,
  isTaskId,
  type ModelEntry,
  type RegistryFacets,
  type RegistryStats,
  type SearchFilters,
  type TaskCount,
} from "@hugginggpt/shared";
import { type PostgresDatabase, type PostgresTransaction, prepared } from "@hugginggpt/shared/postgres";
import { VersionedCache } from "../../collections/versioned-cache.js";
import type { DescribeModel } from "../../ports/describe-model.js";
import type {
  LexicalHit,
  LexicalQuery,
  ModelView,
  RankingFacts,
  RegistryReader,
} from "../../ports/registry-reader.js";
import { type PlaceRow, type TaskRow, taskCounts } from "../records/task-places.js";
import { numberIn } from "../statements/bookkeeping.js";
import * as counts from "../statements/counts.js";
import type { CommittedState } from "./committed-state.js";
import { BY_IDS, idValues, postgresCondition, withoutNul } from "./condition-sql.js";
import { LexicalReader } from "./lexical-reader.js";
import { type MissingRow, VIEW_OF, VIEWS_OF, type ViewRow, viewOf } from "./view-rows.js";
import { asciiLower } from "./write/ascii-lower.js";

/** The most models whose facts are cached, some 500 bytes each. */
const MAX_FACTS = 100_000;
/** The most cached views of models, some kilobytes each. */
const MAX_VIEWS = 2_000;
/** The most cached ids of models that pass filters. */
const MAX_PASSING_IDS = 2_000_000;
/** The most cached counts: of models by filters, and of tasks by kinds of endpoint. */
const MAX_COUNTS = 1_000;

const IN_ORDER = "m.downloads DESC, lower(m.id)";
const FACTS = prepared(`
  SELECT id, task, downloads, likes, parameters, profile, words, source, base_relation AS "baseRelation"
  FROM hugginggpt.models AS m WHERE ${BY_IDS}`);
const PLACES = counts.countPlaces("= ANY($1::text[])");
const TABLES = ["models", "model_languages", "cards", "texts", "endpoints", "vectors", "aliases"];
/** The bytes of these tables. */
const BYTES = `
  SELECT sum(pg_total_relation_size(to_regclass('hugginggpt.' || name)))::bigint AS n FROM unnest($1::text[]) AS name`;

/** The read side on PostgreSQL. */
export class PostgresRegistryReader implements RegistryReader {
  readonly #db: PostgresDatabase;
  readonly #state: CommittedState;
  readonly #describe: DescribeModel;
  readonly #lexical: LexicalReader;
  readonly #facts = new VersionedCache<RankingFacts>(MAX_FACTS, () => 1);
  readonly #views = new VersionedCache<ModelView>(MAX_VIEWS, () => 1);
  /** By ids in lower case; null for an unknown id. */
  readonly #entries = new VersionedCache<ModelEntry | null>(MAX_VIEWS, () => 1);
  readonly #passing = new VersionedCache<readonly string[]>(MAX_PASSING_IDS, (ids) => 1 + ids.length);
  readonly #counted = new VersionedCache<number>(MAX_COUNTS, () => 1);
  readonly #tasks = new VersionedCache<readonly TaskCount[]>(MAX_COUNTS, () => 1);

  /** `state` knows the number of the committed state. */
  constructor(db: PostgresDatabase, describe: DescribeModel, state: CommittedState) {
    this.#db = db;
    this.#describe = describe;
    this.#state = state;
    this.#lexical = new LexicalReader(db, state);
  }

  count(filters: SearchFilters): Promise<number> {
    const { where, values } = postgresCondition(filters);
    return this.#once(this.#counted, JSON.stringify([where, values]), async (query) =>
      numberIn(await query(counts.countModels(where), values)),
    );
  }

  async passing(filters: SearchFilters, limit?: number, signal?: AbortSignal): Promise<readonly string[]> {
    const { where, values } = postgresCondition(filters);
    const from = `FROM hugginggpt.models AS m${where && ` WHERE ${where}`}`;
    if (limit !== undefined) {
      const sql = `SELECT m.id ${from} ORDER BY ${IN_ORDER} LIMIT $${values.length + 1}`;
      const rows = await this.#db.query<{ readonly id: string }>(sql, [...values, limit], signal);
      return rows.map(({ id }) => id);
    }
    return this.#once(this.#passing, JSON.stringify([where, values]), async (query) => {
      // One JSON value is read several times as fast as many rows.
      const sql = `SELECT json_agg(m.id ORDER BY ${IN_ORDER}) AS ids ${from}`;
      const [row] = await query<{ readonly ids: readonly string[] | null }>(sql, values, signal);
      return row?.ids ?? [];
    });
  }

  lexical(
    query: LexicalQuery,
    filters: SearchFilters,
    limit: number,
    signal?: AbortSignal,
  ): Promise<readonly LexicalHit[]> {
    return this.#lexical.best(query, filters, limit, signal);
  }

  async facts(ids: readonly string[]): Promise<readonly RankingFacts[]> {
    const state = await this.#state.last();
    const known = ids.flatMap((id) => this.#facts.at(state).get(id) ?? []);
    const facts = new Map(known.map((one) => [one.id, one]));
    const missing = ids.filter((id) => !facts.has(id));
    if (missing.length === 0) return known;
    // If the state has changed meanwhile, all facts are read again, from the new one.
    const read = await this.#db.read(async ({ query }) => {
      const now = await this.#state.of(query);
      const wanted = now === state ? missing : ids;
      return { now, rows: await query<RankingFacts>(FACTS, idValues(wanted)) };
    });
    for (const row of read.rows) {
      const one = { ...row, task: row.task !== null && isTaskId(row.task) ? row.task : null };
      facts.set(one.id, this.#facts.at(read.now).set(one.id, one));
    }
    return ids.flatMap((id) => facts.get(id) ?? []);
  }

  async views(ids: readonly string[]): Promise<readonly ModelView[]> {
    const last = await this.#state.last();
    const views = new Map(ids.map((id) => [id, this.#views.at(last).get(id)]));
    const missing = ids.filter((id) => views.get(id) === undefined);
    const rows = missing.length === 0 ? [] : await this.#db.query<ViewRow>(VIEWS_OF, idValues(missing));
    for (const row of rows) {
      const view = viewOf(row, this.#describe);
      views.set(row.id, row.state === last ? this.#views.at(last).set(row.id, view) : view);
    }
    return ids.flatMap((id) => views.get(id) ?? []);
  }

  async entry(id: string): Promise<ModelEntry | null> {
    const ids = withoutNul([id]).map(asciiLower);
    const now = await this.#state.now();
    const known = this.#entries.at(now).get(ids.join());
    if (known !== undefined) return known;
    const [row] = await this.#db.query<ViewRow | MissingRow>(VIEW_OF, [ids]);
    const entry = row === undefined || row.id === null ? null : entryOf(viewOf(row, this.#describe));
    return row?.state === now ? this.#entries.at(now).set(ids.join(), entry) : entry;
  }

  tasks(enabled: EnabledEndpoints): Promise<readonly TaskCount[]> {
    return this.#once(this.#tasks, enabled.join(), async (query) =>
      taskCounts(
        await byTask(query, {}),
        await byTask(query, { runnable: enabled }),
        await query<PlaceRow>(PLACES, [enabled]),
      ),
    );
  }

  stats(): Promise<Omit<RegistryStats, "vectorIndex">> {
    return this.#db.read(async ({ query }) => ({
      ...counts.statsOf(
        await query(counts.COUNT_MODELS),
        await query(counts.COUNT_CARDS),
        (await query<counts.RestRow>(counts.COUNT_REST))[0],
      ),
      bytes: numberIn(await query(BYTES, [TABLES])),
    }));
  }

  facets(): Promise<RegistryFacets> {
    return this.#db.read(async ({ query }) => ({
      licenses: await query<FacetCount>(counts.FACETS.licenses),
      providers: await query<FacetCount>(counts.FACETS.providers),
      years: await query<FacetCount>(counts.FACETS.years),
    }));
  }

  /** Returns the cached value of the present state; without one, reads and caches it. */
  async #once<T>(
    cache: VersionedCache<T>,
    key: string,
    read: (query: PostgresTransaction["query"]) => Promise<T>,
  ): Promise<T> {
    const known = cache.at(await this.#state.last()).get(key);
    if (known !== undefined) return known;
    return this.#db.read(async ({ query }) => {
      const state = await this.#state.of(query);
      const value = await read(query);
      return cache.at(state).set(key, value);
    });
  }
}

function entryOf({ summary: _summary, ...entry }: ModelView): ModelEntry {
  return entry;
}

function byTask(query: PostgresTransaction["query"], filters: SearchFilters): Promise<TaskRow[]> {
  const { where, values } = postgresCondition(filters);
  return query<TaskRow>(counts.countByTask(where), values);
}
