import { gzipSync } from "node:zlib";
import type { SchemaElement } from "hyparquet";
import { ByteWriter, parquetWrite } from "hyparquet-writer";

/** A row of a bulk file that a test writes; what is not given is as the data sets have it. */
export interface TestRow {
  readonly id: string;
  readonly likes?: number;
  readonly downloads?: number;
  readonly task?: string | null;
  readonly tags?: readonly string[] | null;
  readonly lastModified?: string;
  readonly cardData?: string | null;
  readonly safetensors?: number | null;
  readonly base?: string | null;
  readonly card?: string | null;
}

const text = (name: string): SchemaElement => ({
  name,
  type: "BYTE_ARRAY",
  converted_type: "UTF8",
  repetition_type: "OPTIONAL",
});
const number = (name: string): SchemaElement => ({ name, type: "INT64", repetition_type: "OPTIONAL" });
const date = (name: string): SchemaElement => ({
  name,
  type: "INT64",
  converted_type: "TIMESTAMP_MILLIS",
  repetition_type: "OPTIONAL",
});
const struct = (name: string, num_children: number): SchemaElement => ({
  name,
  repetition_type: "OPTIONAL",
  num_children,
});
const list = (name: string, of: readonly SchemaElement[]): SchemaElement[] => [
  { name, converted_type: "LIST", repetition_type: "OPTIONAL", num_children: 1 },
  { name: "list", repetition_type: "REPEATED", num_children: 1 },
  ...of,
];

const HUB_STATS: readonly SchemaElement[] = [
  { name: "schema", num_children: 14 },
  text("_id"),
  text("id"),
  text("author"),
  date("createdAt"),
  date("lastModified"),
  number("downloads"),
  number("likes"),
  text("pipeline_tag"),
  text("library_name"),
  ...list("tags", [text("element")]),
  text("cardData"),
  struct("safetensors", 2),
  struct("parameters", 1),
  number("BF16"),
  number("total"),
  struct("gguf", 2),
  text("chat_template"),
  number("total"),
  struct("baseModels", 2),
  text("relation"),
  ...list("models", [struct("element", 2), text("_id"), text("id")]),
];

const MODEL_CARDS: readonly SchemaElement[] = [
  { name: "schema", num_children: 10 },
  text("modelId"),
  text("author"),
  date("last_modified"),
  number("downloads"),
  number("likes"),
  text("library_name"),
  ...list("tags", [text("element")]),
  text("pipeline_tag"),
  date("createdAt"),
  text("card"),
];

export interface WriteOptions {
  readonly rowGroupSize?: number;
  readonly codec?: "SNAPPY" | "UNCOMPRESSED" | "GZIP";
  readonly pageSize?: number;
  /** Whether pages are indexed, so that parts of a row group can be read. Default true. */
  readonly offsetIndex?: boolean;
  /** How cards are encoded; absent: as the writer likes it. */
  readonly encoding?: "DELTA_BYTE_ARRAY";
}

/** Returns a file in the layout of hub-stats' models.parquet. */
export function hubStatsFile(rows: readonly TestRow[], options: WriteOptions = {}): Uint8Array {
  const dates = datesOf(rows);
  return write(
    HUB_STATS,
    {
      _id: rows.map((_, i) => i.toString(16).padStart(24, "0")),
      id: rows.map(({ id }) => id),
      author: rows.map(({ id }) => id.split("/")[0] ?? ""),
      createdAt: dates.created,
      lastModified: dates.modified,
      ...countsOf(rows),
      pipeline_tag: rows.map(({ task }) => (task === undefined ? "text-classification" : task)),
      library_name: rows.map(() => "transformers"),
      tags: rows.map(({ tags }) => (tags === undefined ? ["region:us"] : tags)),
      cardData: rows.map(({ cardData }) => cardData ?? null),
      safetensors: rows.map(({ safetensors }) =>
        safetensors ? { parameters: { BF16: BigInt(safetensors) }, total: BigInt(safetensors) } : null,
      ),
      gguf: rows.map(() => null),
      baseModels: rows.map(({ base }) =>
        base ? { relation: "finetune", models: [{ _id: "0".repeat(24), id: base }] } : null,
      ),
    },
    options,
  );
}

/** Returns a file in the layout of model_cards_with_metadata. */
export function modelCardsFile(rows: readonly TestRow[], options: WriteOptions = {}): Uint8Array {
  const dates = datesOf(rows);
  return write(
    MODEL_CARDS,
    {
      modelId: rows.map(({ id }) => id),
      author: rows.map(({ id }) => id.split("/")[0] ?? ""),
      last_modified: dates.modified,
      ...countsOf(rows),
      library_name: rows.map(() => "transformers"),
      tags: rows.map(({ tags }) => (tags === undefined ? ["region:us"] : tags)),
      pipeline_tag: rows.map(({ task }) => (task === undefined ? "text-classification" : task)),
      createdAt: dates.created,
      card: rows.map(({ card }) => card ?? null),
    },
    options,
  );
}

/** Returns a file of these columns of text. */
export function textFile(columns: Readonly<Record<string, readonly string[]>>): Uint8Array {
  const names = Object.keys(columns);
  return write([{ name: "schema", num_children: names.length }, ...names.map(text)], columns, {});
}

function write(
  schema: readonly SchemaElement[],
  columns: Readonly<Record<string, readonly unknown[]>>,
  { rowGroupSize = 1000, codec = "SNAPPY", pageSize, offsetIndex = true, encoding }: WriteOptions,
): Uint8Array {
  const writer = new ByteWriter();
  parquetWrite({
    writer,
    schema: [...schema],
    columnData: Object.entries(columns).map(([name, data]) => ({
      name,
      data: [...data],
      offsetIndex,
      ...(name === "card" && encoding ? { encoding } : {}),
    })),
    rowGroupSize,
    codec,
    compressors: { GZIP: (bytes) => new Uint8Array(gzipSync(bytes)) },
    ...(pageSize === undefined ? {} : { pageSize }),
  });
  return new Uint8Array(writer.getBuffer());
}

function countsOf(rows: readonly TestRow[]): { downloads: bigint[]; likes: bigint[] } {
  return {
    downloads: rows.map(({ downloads }) => BigInt(downloads ?? 0)),
    likes: rows.map(({ likes }) => BigInt(likes ?? 10)),
  };
}

function datesOf(rows: readonly TestRow[]): { created: Date[]; modified: Date[] } {
  return {
    created: rows.map(() => new Date("2024-01-01T00:00:00.000Z")),
    modified: rows.map(({ lastModified }) => new Date(lastModified ?? "2024-02-01T00:00:00.000Z")),
  };
}
