/** How the full-text table takes words apart. Migrations are written with it, so it never changes. */
export const TOKENIZER = "tokenize='porter unicode61 remove_diacritics 2'";

const SCHEMA = `
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
  base_found INTEGER NOT NULL DEFAULT 0,
  hub_id TEXT,
  pass INTEGER NOT NULL DEFAULT 0,
  words INTEGER NOT NULL DEFAULT 0,
  text_hash TEXT,
  profile TEXT,
  needs_vector INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX models_task ON models (task, downloads);
CREATE INDEX models_downloads ON models (downloads);
CREATE INDEX models_needs_vector ON models (row) WHERE needs_vector = 1;
CREATE INDEX models_base ON models (base_model) WHERE base_model IS NOT NULL;
CREATE INDEX models_hub_id ON models (hub_id) WHERE hub_id IS NOT NULL;

CREATE TABLE aliases (
  id TEXT PRIMARY KEY COLLATE NOCASE,
  row INTEGER NOT NULL REFERENCES models ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_row ON aliases (row);

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
  etag TEXT,
  without_token INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE endpoints (
  row INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
  kind TEXT NOT NULL,
  provider TEXT NOT NULL,
  task TEXT NOT NULL,
  status TEXT NOT NULL,
  target TEXT NOT NULL,
  price_input REAL,
  price_output REAL,
  latency_ms REAL,
  throughput REAL,
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

-- Searches and index files know a vector by its model's id: that of a renamed model counts as written again.
CREATE TRIGGER models_renamed AFTER UPDATE OF id ON models WHEN old.id COLLATE BINARY IS NOT new.id BEGIN
  UPDATE meta SET value = value + 1 WHERE key = 'vectorSeq';
  UPDATE vectors SET seq = (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'vectorSeq') WHERE row = new.row;
END;

CREATE VIRTUAL TABLE texts USING fts5(title, tags, summary, body, ${TOKENIZER});

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

CREATE TABLE full_passes (
  scope TEXT PRIMARY KEY,
  task TEXT,
  began TEXT NOT NULL,
  void INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE provider_turns (provider TEXT PRIMARY KEY, turn INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE moves (
  row INTEGER PRIMARY KEY REFERENCES models ON DELETE CASCADE,
  to_id TEXT NOT NULL
) STRICT;

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE index_generations (
  generation INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  file TEXT NOT NULL,
  last_seq INTEGER NOT NULL,
  count INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  params TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT;

-- Who writes, for people: the lock itself is held on a file.
CREATE TABLE writer (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  pid INTEGER NOT NULL,
  host TEXT NOT NULL,
  since TEXT NOT NULL
) STRICT;
`;

/** The version of a new database; databases of earlier versions were never released. */
export const FIRST_VERSION = 8;

/** The first step makes FIRST_VERSION of an empty file, each other one the next version. Only append steps. */
export const MIGRATIONS: readonly string[] = [SCHEMA];
