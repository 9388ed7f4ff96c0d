import type { ModelProfile } from "@hugginggpt/shared";
import { blob, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The tables as drizzle sees them. The migrations make them; a test holds both together. */
export const models = sqliteTable("models", {
  row: integer().primaryKey({ autoIncrement: true }),
  /** Unique without regard to case. */
  id: text().notNull(),
  source: text({ enum: ["hub", "seed", "starter", "builtin"] }).notNull(),
  /** The tag as the Hub gives it. */
  tag: text(),
  /** Today's tag that it means. */
  task: text(),
  downloads: integer().notNull(),
  likes: integer().notNull(),
  tags: text({ mode: "json" }).$type<readonly string[]>().notNull(),
  library: text(),
  license: text(),
  languages: text({ mode: "json" }).$type<readonly string[]>().notNull(),
  parameters: real(),
  gated: text({ enum: ["auto", "manual"] }),
  sha: text(),
  createdAt: text("created_at"),
  lastModified: text("last_modified"),
  baseModel: text("base_model"),
  baseRelation: text("base_relation", { enum: ["finetune", "quantized", "adapter", "merge", "copy"] }),
  /** Whether the base model was found by us, not declared. */
  baseFound: integer("base_found", { mode: "boolean" }).notNull().default(false),
  /** The Hub's own number of the repository, which a rename keeps. */
  hubId: text("hub_id"),
  /** Number of the last pass over a listing that saw it; 0 before the first. */
  pass: integer().notNull().default(0),
  /** Words of the searched text. */
  words: integer().notNull().default(0),
  /** SHA-256 of the text to embed; null until the model is described. */
  textHash: text("text_hash"),
  /** What it is for; null until it is described. */
  profile: text({ mode: "json" }).$type<ModelProfile>(),
  /** Whether the stored vector is missing or of another text. */
  needsVector: integer("needs_vector", { mode: "boolean" }).notNull().default(true),
});

export const cards = sqliteTable("cards", {
  row: integer().primaryKey(),
  state: text({ enum: ["none", "read", "missing", "gated", "failed"] }).notNull(),
  /** Null if no card is stored. */
  text: text(),
  summary: text(),
  /** The model's sha at which the card was read. */
  sha: text(),
  etag: text(),
  /** Whether it was gated for a request without a token. */
  withoutToken: integer("without_token", { mode: "boolean" }).notNull().default(false),
});

/** Former ids of models. */
export const aliases = sqliteTable("aliases", { id: text().primaryKey(), row: integer().notNull() });

export const endpoints = sqliteTable(
  "endpoints",
  {
    row: integer().notNull(),
    kind: text({ enum: ["provider", "local", "builtin", "controller", "custom"] }).notNull(),
    provider: text().notNull(),
    task: text().notNull(),
    status: text({ enum: ["live", "staging", "error"] }).notNull(),
    /** The provider's id, the tool or the address, by kind; empty if the kind needs none. */
    target: text().notNull(),
    /** US dollars for a million tokens; both null if it publishes no price. */
    priceInput: real("price_input"),
    priceOutput: real("price_output"),
    /** Milliseconds until it begins to answer, as the router measured it. */
    latencyMs: real("latency_ms"),
    /** Tokens a second, as the router measured it. */
    throughput: real(),
  },
  (table) => [primaryKey({ columns: [table.row, table.provider, table.task, table.target] })],
);

export const vectors = sqliteTable("vectors", {
  row: integer().primaryKey(),
  embedder: text().notNull(),
  textHash: text("text_hash").notNull(),
  seq: integer().notNull(),
  /** 32-bit floats, little-endian, unit length. */
  data: blob({ mode: "buffer" }).notNull(),
});

export const cursors = sqliteTable("cursors", {
  scope: text().primaryKey(),
  kind: text({ enum: ["full", "changes"] }).notNull(),
  task: text(),
  pass: integer().notNull(),
  next: text(),
  done: integer({ mode: "boolean" }).notNull(),
  watermark: text().notNull(),
  since: text(),
});

/** Bookkeeping: when the last complete full pass of a scope began. */
export const fullPasses = sqliteTable("full_passes", {
  scope: text().primaryKey(),
  task: text(),
  began: text().notNull(),
  /** Whether another scope's pass removed something since that this one may have wanted. */
  void: integer({ mode: "boolean" }).notNull().default(false),
});

/** Bookkeeping: what the Hub redirected to another id, until that is looked into. */
export const moves = sqliteTable("moves", { row: integer().primaryKey(), toId: text("to_id").notNull() });

export const meta = sqliteTable("meta", { key: text().primaryKey(), value: text().notNull() });

export const indexGenerations = sqliteTable("index_generations", {
  generation: integer().primaryKey(),
  kind: text({ enum: ["hnsw", "int8"] }).notNull(),
  file: text().notNull(),
  lastSeq: integer("last_seq").notNull(),
  count: integer().notNull(),
  bytes: integer().notNull(),
  sha256: text().notNull(),
  params: text().notNull(),
  state: text({ enum: ["live", "previous", "retired"] }).notNull(),
});
