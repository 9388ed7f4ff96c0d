import type { SearchFilters } from "@hugginggpt/shared";
import { type PostgresDatabase, prepared } from "@hugginggpt/shared/postgres";
import type { Scored } from "../../collections/top-scores.js";
import { VersionedCache } from "../../collections/versioned-cache.js";
import type { FieldWeights, LexicalHit, LexicalQuery } from "../../ports/registry-reader.js";
import type { TextCounts } from "../texts/bm25.js";
import { phrasesOf } from "../texts/fts-expression.js";
import { Fts5Terms } from "../texts/fts5-terms.js";
import { RowSums } from "../texts/row-sums.js";
import { type CommittedState, STATE } from "./committed-state.js";
import { postgresCondition } from "./condition-sql.js";
import { ENTRIES, type PhraseScores, phraseScores, scaledWeights } from "./phrase-scores.js";

/** The most cached rows of phrases, 12 bytes each. */
const MAX_PHRASE_ROWS = 20_000_000;
/** The most cached rows of models that pass filters, 4 bytes each. */
const MAX_PASSING_ROWS = 8_000_000;
/** The most cached ids. */
const MAX_IDS = 100_000;
const ROW_BYTES = 4;

const COUNTS = `SELECT ${STATE}, count(*) AS texts, coalesce(sum(length), 0)::bigint AS terms FROM hugginggpt.texts`;
const PASSING = `SELECT ${STATE}, string_agg(int4send(m.row), '') AS rows FROM hugginggpt.models AS m WHERE `;
const IDS = prepared("SELECT row, id FROM hugginggpt.models WHERE row = ANY($1::int[])");

interface Asked {
  /** As `tsquery`, without repetitions. */
  readonly phrases: readonly string[];
  readonly weights: FieldWeights;
  readonly filters: SearchFilters;
}

type Query = <Row>(sql: string, values: readonly unknown[]) => Promise<Row[]>;

/** What a search needs, all read from one committed state. */
interface Parts {
  readonly state: number;
  readonly phrases: readonly PhraseScores[];
  /** Null if the filters exclude nothing. */
  readonly passing: Int32Array | null;
}

/**
 * Scores models by the words of a query exactly as on SQLite: BM25 as FTS5 computes it, over the same terms. Scores of
 * phrases are cached until the next commit.
 */
export class LexicalReader {
  readonly #db: PostgresDatabase;
  readonly #state: CommittedState;
  readonly #terms = new Fts5Terms();
  readonly #phrases = new VersionedCache<PhraseScores>(MAX_PHRASE_ROWS, ({ rows }) => 8 + rows.length);
  readonly #counts = new VersionedCache<TextCounts>(2, () => 1);
  readonly #passing = new VersionedCache<Int32Array>(MAX_PASSING_ROWS, (rows) => 1 + rows.length);
  readonly #ids = new VersionedCache<string, number>(MAX_IDS, () => 1);
  readonly #sums = new RowSums();

  constructor(db: PostgresDatabase, state: CommittedState) {
    this.#db = db;
    this.#state = state;
  }

  /** Returns the best matches that pass, best first, ties by row. */
  async best(
    { words, weights }: LexicalQuery,
    filters: SearchFilters,
    limit: number,
    signal?: AbortSignal,
  ): Promise<LexicalHit[]> {
    const terms = this.#terms.of(phrasesOf(words)).filter((phrase) => phrase.length > 0);
    if (terms.length === 0) return [];
    const asked = { phrases: [...new Set(terms.map(tsquery))], weights, filters };
    const query: Query = (sql, values) => this.#db.query(sql, values, signal);
    const parts =
      (await this.#partsOf(asked, await this.#state.last(), query)) ??
      // Something was committed meanwhile: read everything again, in one transaction.
      (await this.#db.read(async ({ query: within }) => {
        const asking: Query = (sql, values) => within(sql, values, signal);
        return this.#partsOf(asked, await this.#state.of(within), asking);
      }));
    if (parts === null) throw new Error("Internal error: one transaction has read two states");
    const hits = this.#best(parts, limit);
    const ids = await this.#idsOf(
      hits.map(({ item }) => item),
      parts.state,
      signal,
    );
    return hits.flatMap(({ score }, i) => {
      const id = ids[i];
      return id === undefined ? [] : [{ id, bm25: score }];
    });
  }

  #best({ phrases, passing }: Parts, limit: number): readonly Scored[] {
    const telling = phrases.filter(({ isTelling }) => isTelling);
    this.#sums.clear();
    for (const one of telling.length > 0 ? telling : phrases) this.#sums.add(one);
    return this.#sums.best(passing, limit);
  }

  /** Returns the parts of a state, from the caches or by queries; null if a query saw another state. */
  async #partsOf(asked: Asked, state: number, query: Query): Promise<Parts | null> {
    const { phrases, weights, filters } = asked;
    /** Reads one part, and caches it if the statement saw the wanted state. */
    const read = async <Row extends object, T>(
      cache: VersionedCache<T>,
      key: string,
      [sql, values]: readonly [string, readonly unknown[]],
      made: (row: Row) => T,
    ): Promise<T | null> => {
      const known = cache.at(state).get(key);
      if (known !== undefined) return known;
      const [row] = await query<Row & { readonly state: number }>(sql, values);
      return row?.state === state ? cache.at(state).set(key, made(row)) : null;
    };
    const counts = await read(this.#counts, "", [COUNTS, []], (row: TextCounts) => row);
    if (counts === null) return null;
    const scores: PhraseScores[] = [];
    for (const phrase of phrases) {
      const found = await read(
        this.#phrases,
        keyOf(phrase, weights),
        [ENTRIES, [phrase, scaledWeights(weights)]],
        (row: { readonly entries: Buffer | null }) => phraseScores(row.entries, counts, weights),
      );
      if (found === null) return null;
      scores.push(found);
    }
    const { where, values } = postgresCondition(filters);
    if (where === "") return { state, phrases: scores, passing: null };
    const passing = await read(
      this.#passing,
      JSON.stringify([where, values]),
      [PASSING + where, values],
      (row: { readonly rows: Buffer | null }) => rowsOf(row.rows),
    );
    return passing && { state, phrases: scores, passing };
  }

  async #idsOf(
    rows: readonly number[],
    state: number,
    signal?: AbortSignal,
  ): Promise<(string | undefined)[]> {
    const known = rows.map((row) => this.#ids.at(state).get(row));
    const missing = rows.filter((_, i) => known[i] === undefined);
    if (missing.length === 0) return known;
    const read = await this.#db.query<{ readonly row: number; readonly id: string }>(IDS, [missing], signal);
    const ids = this.#ids.at(state);
    for (const { row, id } of read) ids.set(row, id);
    const byRow = new Map(read.map(({ row, id }) => [row, id]));
    return rows.map((row, i) => known[i] ?? byRow.get(row));
  }
}

function keyOf(phrase: string, { title, tags, summary, body }: FieldWeights): string {
  return JSON.stringify([title, tags, summary, body, phrase]);
}

/** Terms of FTS5 are letters and digits, so nothing needs escaping. */
function tsquery(terms: readonly string[]): string {
  return terms.map((term) => `'${term}'`).join(" <-> ");
}

function rowsOf(bytes: Buffer | null): Int32Array {
  const rows = new Int32Array((bytes?.length ?? 0) / ROW_BYTES);
  for (let i = 0; bytes !== null && i < rows.length; i++) rows[i] = bytes.readInt32BE(i * ROW_BYTES);
  return rows;
}
