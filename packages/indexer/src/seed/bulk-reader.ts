import { type FileMetaData, parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet";
import { type KeepRule, mostDownloaded, passes, type RankedRow, RULE_COLUMNS } from "./keep-rule.js";
import { type Layout, recogniseLayout } from "./layouts.js";
import { PageBudget } from "./page-budget.js";
import type { PieceCache } from "./piece-cache.js";
import { pruneMetadata } from "./prune-metadata.js";
import { type BulkRow, countOf, rowItem } from "./row-item.js";

export interface BulkBatch {
  readonly rows: readonly BulkRow[];
  /** The number of rows of the file that are done after this batch. */
  readonly position: number;
}

interface Group {
  readonly start: number;
  readonly end: number;
  /** Bytes that its columns take in memory, according to the file. */
  readonly bytes: number;
}

type Row = Record<string, unknown>;

const BATCH_ROWS = 256;
const BATCH_CARD_BYTES = 4 * 1024 * 1024;
/** Texts are decoded as bytes; the rows decoded at once have about so many in all. */
const SPAN_BYTES = 64 * 1024 * 1024;
const MAX_SPAN_ROWS = 32_768;
const MIN_SPAN_ROWS = 64;

/**
 * Reads the rows of a Parquet file that a rule keeps. It first reads the few columns that the rule needs, then all
 * columns of the layout, in ranges of rows, for the row groups that have a kept row.
 */
export class BulkReader {
  readonly layout: Layout;
  readonly rows: number;
  readonly #metadata: FileMetaData;
  readonly #file: PieceCache;
  readonly #groups: readonly Group[];
  readonly #budget: PageBudget;

  /** @throws Fault INPUT_UNREADABLE for an unknown layout or a damaged file; other errors for a broken footer. */
  constructor(footer: Uint8Array, file: PieceCache, budget = new PageBudget()) {
    this.#budget = budget;
    const metadata = parquetMetadata(footer, this.#options());
    this.layout = recogniseLayout(parquetSchema(metadata).children.map(({ element }) => element.name));
    this.#metadata = pruneMetadata(metadata, this.layout, file.byteLength);
    this.rows = Number(metadata.num_rows);
    this.#file = file;
    this.#groups = groupsOf(this.#metadata);
  }

  /** Yields the kept rows from row `from` on, in the file's order; at least one batch for each row group. */
  async *read(rule: KeepRule, from = 0): AsyncGenerator<BulkBatch> {
    const { limit } = rule;
    const isKept = limit === undefined ? () => true : mostDownloaded(await this.#ranked(rule), limit);
    for (const group of this.#groups) {
      if (group.end <= from) continue;
      const ranked = await this.#rankedOf(group, rule);
      const kept = ranked.filter((row) => row.row >= from && isKept(row)).map(({ row }) => row);
      yield* this.#details(group, kept);
      this.#file.clear();
    }
  }

  async #ranked(rule: KeepRule): Promise<RankedRow[]> {
    const all: RankedRow[] = [];
    for (const group of this.#groups) {
      for (const row of await this.#rankedOf(group, rule)) all.push(row);
      this.#file.clear();
    }
    return all;
  }

  async #rankedOf({ start, end }: Group, rule: KeepRule): Promise<RankedRow[]> {
    const columns = RULE_COLUMNS.filter((name) => name !== "pipeline_tag" || rule.tasks.length > 0);
    const rows = await this.#rows(columns, start, end);
    return rows.flatMap((row, i) =>
      passes(row, rule) ? [{ row: start + i, downloads: countOf(row.downloads) }] : [],
    );
  }

  async *#details(group: Group, kept: readonly number[]): AsyncGenerator<BulkBatch> {
    const { flat, nested } = this.#columns();
    const structs = await this.#picked(nested, group, kept);
    let batch: BulkRow[] = [];
    let cardBytes = 0;
    for (const span of spansOf(kept, spanRows(group))) {
      const [first = group.start] = span;
      const rows = await this.#rows(flat, first, (span.at(-1) ?? first) + 1);
      for (const row of span) {
        const found = rowItem({ ...rows[row - first], ...structs.get(row) }, this.layout);
        batch.push(found);
        cardBytes += found.card?.length ?? 0;
        if (row === kept.at(-1) || (batch.length < BATCH_ROWS && cardBytes < BATCH_CARD_BYTES)) continue;
        yield { rows: batch, position: row + 1 };
        batch = [];
        cardBytes = 0;
      }
    }
    yield { rows: batch, position: group.end };
  }

  /** Lists and structs cannot be read in parts without an index of pages, so they are read once for a row group. */
  async #picked(
    columns: readonly string[],
    { start, end }: Group,
    kept: readonly number[],
  ): Promise<Map<number, Row>> {
    const picked = new Map<number, Row>();
    for (const column of kept.length > 0 ? columns : []) {
      const rows = await this.#rows([column], start, end);
      for (const row of kept) picked.set(row, { ...picked.get(row), ...rows[row - start] });
    }
    return picked;
  }

  async #rows(columns: readonly string[], rowStart: number, rowEnd: number): Promise<Row[]> {
    this.#budget.renew();
    return parquetReadObjects({
      ...this.#options(),
      file: this.#file,
      metadata: this.#metadata,
      columns: [...columns],
      rowStart,
      rowEnd,
    });
  }

  #options() {
    const { compressors, value } = this.#budget;
    // Texts stay bytes of their page: those of rows that are not kept cost nothing.
    const parsers = { stringFromBytes: value, jsonFromBytes: value };
    return { compressors, parsers, geoparquet: false, useOffsetIndex: true };
  }

  #columns(): { flat: string[]; nested: string[] } {
    const { children } = parquetSchema(this.#metadata);
    const isNested = ({ element, children: below }: (typeof children)[number]) =>
      below.length > 0 || element.repetition_type === "REPEATED";
    return {
      flat: children.filter((child) => !isNested(child)).map(({ element }) => element.name),
      nested: children.filter(isNested).map(({ element }) => element.name),
    };
  }
}

function groupsOf(metadata: FileMetaData): Group[] {
  let start = 0;
  return metadata.row_groups.map(({ num_rows, columns }) => {
    const bytes = columns.reduce(
      (sum, chunk) => sum + Number(chunk.meta_data?.total_uncompressed_size ?? 0),
      0,
    );
    const group = { start, end: start + Number(num_rows), bytes };
    start = group.end;
    return group;
  });
}

function spanRows({ start, end, bytes }: Group): number {
  const each = Math.max(1, bytes / Math.max(1, end - start));
  return Math.max(MIN_SPAN_ROWS, Math.min(MAX_SPAN_ROWS, Math.floor(SPAN_BYTES / each)));
}

/** Yields the rows in spans of at most `length` rows of the file. */
function* spansOf(rows: readonly number[], length: number): Generator<number[]> {
  let span: number[] = [];
  for (const row of rows) {
    if (row - (span[0] ?? row) >= length) {
      yield span;
      span = [];
    }
    span.push(row);
  }
  if (span.length > 0) yield span;
}
