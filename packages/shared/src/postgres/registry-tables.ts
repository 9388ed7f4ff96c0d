/** Compares byte by byte, as SQLite does: ids sort the same in both, and `lower` changes only ASCII. */
const TEXT = 'text COLLATE "C"';
const ROW = "integer NOT NULL REFERENCES hugginggpt.models ON DELETE CASCADE";
const KEY = "integer PRIMARY KEY REFERENCES hugginggpt.models ON DELETE CASCADE";

/** The tables of a registry. A test compares them with SQLite's (`indexer/store/database/schema.ts`). */
export const REGISTRY_TABLES = `
CREATE TABLE hugginggpt.models (
  row integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id ${TEXT} NOT NULL,
  source ${TEXT} NOT NULL,
  tag ${TEXT},
  task ${TEXT},
  downloads bigint NOT NULL,
  likes bigint NOT NULL,
  tags jsonb NOT NULL,
  library ${TEXT},
  license ${TEXT},
  languages jsonb NOT NULL,
  parameters double precision,
  gated ${TEXT},
  sha ${TEXT},
  created_at ${TEXT},
  last_modified ${TEXT},
  base_model ${TEXT},
  base_relation ${TEXT},
  base_found boolean NOT NULL DEFAULT false,
  hub_id ${TEXT},
  pass integer NOT NULL DEFAULT 0,
  words integer NOT NULL DEFAULT 0,
  text_hash ${TEXT},
  profile jsonb,
  needs_vector boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX models_id ON hugginggpt.models (lower(id));
CREATE INDEX models_task ON hugginggpt.models (task, downloads);
CREATE INDEX models_downloads ON hugginggpt.models (downloads DESC, lower(id));
CREATE INDEX models_needs_vector ON hugginggpt.models (row) WHERE needs_vector;
CREATE INDEX models_base ON hugginggpt.models (lower(base_model)) WHERE base_model IS NOT NULL;
CREATE INDEX models_hub_id ON hugginggpt.models (hub_id) WHERE hub_id IS NOT NULL;

CREATE TABLE hugginggpt.model_languages (
  row ${ROW},
  language ${TEXT} NOT NULL,
  PRIMARY KEY (row, language)
);

CREATE TABLE hugginggpt.cards (
  row ${KEY},
  state ${TEXT} NOT NULL,
  text ${TEXT},
  summary ${TEXT},
  sha ${TEXT},
  etag ${TEXT},
  without_token boolean NOT NULL DEFAULT false
);

CREATE TABLE hugginggpt.aliases (id ${TEXT} PRIMARY KEY, row ${ROW});
CREATE UNIQUE INDEX aliases_id ON hugginggpt.aliases (lower(id));
CREATE INDEX aliases_row ON hugginggpt.aliases (row);

CREATE TABLE hugginggpt.endpoints (
  row ${ROW},
  kind ${TEXT} NOT NULL,
  provider ${TEXT} NOT NULL,
  task ${TEXT} NOT NULL,
  status ${TEXT} NOT NULL,
  target ${TEXT} NOT NULL,
  price_input double precision,
  price_output double precision,
  latency_ms double precision,
  throughput double precision,
  PRIMARY KEY (row, provider, task, target)
);
CREATE INDEX endpoints_provider ON hugginggpt.endpoints (provider, status);

CREATE TABLE hugginggpt.vectors (
  row ${KEY},
  embedder ${TEXT} NOT NULL,
  text_hash ${TEXT} NOT NULL,
  seq bigint NOT NULL UNIQUE,
  data bytea NOT NULL
);
ALTER TABLE hugginggpt.vectors ALTER COLUMN data SET STORAGE EXTERNAL;

CREATE TABLE hugginggpt.texts (row ${KEY}, length integer NOT NULL, terms tsvector NOT NULL);
CREATE INDEX texts_terms ON hugginggpt.texts USING gin (terms);
CREATE INDEX texts_length ON hugginggpt.texts (length);

CREATE TABLE hugginggpt.cursors (
  scope ${TEXT} PRIMARY KEY,
  kind ${TEXT} NOT NULL,
  task ${TEXT},
  pass integer NOT NULL,
  next ${TEXT},
  done boolean NOT NULL,
  watermark ${TEXT} NOT NULL,
  since ${TEXT}
);

CREATE TABLE hugginggpt.full_passes (
  scope ${TEXT} PRIMARY KEY,
  task ${TEXT},
  began ${TEXT} NOT NULL,
  void boolean NOT NULL DEFAULT false
);

CREATE TABLE hugginggpt.provider_turns (provider ${TEXT} PRIMARY KEY, turn integer NOT NULL);
CREATE TABLE hugginggpt.moves (row ${KEY}, to_id ${TEXT} NOT NULL);
CREATE TABLE hugginggpt.meta (key ${TEXT} PRIMARY KEY, value ${TEXT} NOT NULL);

-- One row, written first by whoever writes the registry: one after another, each making the number greater.
CREATE TABLE hugginggpt.registry_state (number bigint NOT NULL);
INSERT INTO hugginggpt.registry_state VALUES (1);
`;
