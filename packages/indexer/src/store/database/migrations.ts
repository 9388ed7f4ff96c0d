/** How the full-text table takes words apart. Migrations are written with it, so it never changes. */
export const TOKENIZER = "tokenize='porter unicode61 remove_diacritics 2'";

const FIRST = `
CREATE TABLE models (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL COLLATE NOCASE UNIQUE,
  source TEXT NOT NULL,
  tag TEXT,
  task TEXT,
  downloads INTEGER NOT NULL,
  likes INTEGER NOT NULL,
  tags TEXT NOT NULL,
  library TEXT COLLATE NOCASE,
  license TEXT COLLATE NOCASE,
  languages TEXT NOT NULL,
  parameters REAL,
  gated TEXT,
  sha TEXT,
  created_at TEXT,
  last_modified TEXT,
  base_model TEXT COLLATE NOCASE,
  base_relation TEXT,
  pass INTEGER NOT NULL DEFAULT 0,
  words INTEGER NOT NULL DEFAULT 0,
  text_hash TEXT,
  needs_vector INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX models_task ON models (task, downloads);
CREATE INDEX models_downloads ON models (downloads);
CREATE INDEX models_needs_vector ON models (row) WHERE needs_vector = 1;
CREATE INDEX models_base ON models (base_model) WHERE base_model IS NOT NULL;

CREATE TABLE model_languages (
  row INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
  language TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (row, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE cards (
  row INTEGER PRIMARY KEY REFERENCES models ON DELETE CASCADE,
  state TEXT NOT NULL,
  text TEXT,
  summary TEXT,
  sha TEXT,
  etag TEXT
) STRICT;

CREATE TABLE endpoints (
  row INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
  kind TEXT NOT NULL,
  provider TEXT NOT NULL,
  task TEXT NOT NULL,
  status TEXT NOT NULL,
  target TEXT NOT NULL,
  PRIMARY KEY (row, provider, task, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX endpoints_provider ON endpoints (provider, status);

CREATE TABLE vectors (
  row INTEGER PRIMARY KEY REFERENCES models ON DELETE CASCADE,
  embedder TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  seq INTEGER NOT NULL UNIQUE,
  data BLOB NOT NULL
) STRICT;

CREATE VIRTUAL TABLE texts USING fts5(
  title, task, tags, summary, body,
  content='', contentless_delete=1, ${TOKENIZER}
);

CREATE TABLE cursors (
  scope TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  task TEXT,
  pass INTEGER NOT NULL,
  next TEXT,
  done INTEGER NOT NULL,
  watermark TEXT NOT NULL,
  since TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE index_generations (
  generation INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  last_seq INTEGER NOT NULL,
  count INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  params TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT;

CREATE TABLE writer_lock (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  pid INTEGER NOT NULL,
  token TEXT NOT NULL,
  since TEXT NOT NULL
) STRICT;
`;

const RENAMES_AND_TURNS = `
ALTER TABLE models ADD COLUMN hub_id TEXT;
ALTER TABLE models ADD COLUMN base_found INTEGER NOT NULL DEFAULT 0;
CREATE INDEX models_hub_id ON models (hub_id) WHERE hub_id IS NOT NULL;

CREATE TABLE aliases (
  id TEXT PRIMARY KEY COLLATE NOCASE,
  row INTEGER NOT NULL REFERENCES models ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_row ON aliases (row);

ALTER TABLE cards ADD COLUMN without_token INTEGER NOT NULL DEFAULT 0;
UPDATE cards SET without_token = 1 WHERE state = 'gated';

CREATE TABLE full_passes (
  scope TEXT PRIMARY KEY,
  task TEXT,
  began TEXT NOT NULL,
  void INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
INSERT INTO full_passes SELECT scope, task, watermark, 0 FROM cursors WHERE done = 1 AND kind = 'full';

INSERT INTO endpoints
SELECT row, 'local', 'transformers.js', task, 'live', '' FROM models
WHERE source = 'hub' AND task IS NOT NULL
  AND EXISTS (SELECT 1 FROM json_each(models.tags) WHERE value = 'transformers.js');
`;

const KINDS_OF_INDEX = `
ALTER TABLE index_generations ADD COLUMN kind TEXT NOT NULL DEFAULT 'hnsw';
UPDATE index_generations SET params = json_set(params, '$.kind', 'hnsw');
`;

const TURNS_CUT_OFF = `
CREATE TABLE provider_turns (
  provider TEXT PRIMARY KEY,
  turn INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE moves (
  row INTEGER PRIMARY KEY REFERENCES models ON DELETE CASCADE,
  to_id TEXT NOT NULL
) STRICT;
`;

const PRICES = `
ALTER TABLE endpoints ADD COLUMN price_input REAL;
ALTER TABLE endpoints ADD COLUMN price_output REAL;
ALTER TABLE endpoints ADD COLUMN latency_ms REAL;
ALTER TABLE endpoints ADD COLUMN throughput REAL;
`;

/**
 * FTS5 keeps the texts. Searches and index files name vectors by their model's id, so that one of another id counts as
 * written again. What was made of both before is made again.
 */
const TEXTS_KEPT = `
DROP TABLE texts;
CREATE VIRTUAL TABLE texts USING fts5(title, tags, summary, body, ${TOKENIZER});
INSERT INTO meta (key, value) SELECT 'textsToWrite', '1' WHERE EXISTS (SELECT 1 FROM models);
UPDATE index_generations SET state = 'retired';
DELETE FROM meta WHERE key = 'vectorVersion';
CREATE TRIGGER models_renamed AFTER UPDATE OF id ON models WHEN old.id COLLATE BINARY IS NOT new.id BEGIN
  UPDATE meta SET value = value + 1 WHERE key = 'vectorSeq';
  UPDATE vectors SET seq = (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'vectorSeq') WHERE row = new.row;
END;
`;

/** Profiles are made with the texts. */
const PROFILES = `
ALTER TABLE models ADD COLUMN profile TEXT;
INSERT OR REPLACE INTO meta (key, value) SELECT 'textsToWrite', '1' WHERE EXISTS (SELECT 1 FROM models);
`;

/** Who writes is noted for people; the lock itself is held on a file. */
const WRITER = `
DROP TABLE writer_lock;
CREATE TABLE writer (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  pid INTEGER NOT NULL,
  host TEXT NOT NULL,
  since TEXT NOT NULL
) STRICT;
`;

/** The schema's history: number n of the list brings version n to version n + 1. Append only; never edit one. */
export const MIGRATIONS: readonly string[] = [
  FIRST,
  RENAMES_AND_TURNS,
  KINDS_OF_INDEX,
  TURNS_CUT_OFF,
  PRICES,
  TEXTS_KEPT,
  PROFILES,
  WRITER,
];
