/**
 * The tables of runs: their state, their entries, their files, the commands for them; and the track records of models.
 */
export const RUN_TABLES = `
CREATE SEQUENCE hugginggpt.claim_tokens;
CREATE TABLE hugginggpt.runs (
  run text COLLATE "C" PRIMARY KEY,
  made timestamptz NOT NULL DEFAULT clock_timestamp(),
  last_seq integer NOT NULL DEFAULT 0,
  -- What its entries come to, as JSON; null until it has begun.
  tally text,
  -- How it ended; null where it has not.
  status text,
  -- Its request in lower case.
  words text,
  -- Whoever writes has to name it.
  claim_token bigint NOT NULL DEFAULT 0,
  claimed_by text,
  -- Until when it is left alone by others; null where nobody works on it.
  lease_until timestamptz,
  -- The plan that waits for an answer, as JSON.
  proposal text
) WITH (fillfactor = 70);
CREATE TABLE hugginggpt.run_events (
  run text COLLATE "C" NOT NULL,
  seq integer NOT NULL,
  -- A line of JSON: jsonb takes neither NUL nor a half of a surrogate pair.
  entry text NOT NULL,
  written timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (run, seq)
);
CREATE TABLE hugginggpt.run_artifacts (
  run text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  sha256 text NOT NULL,
  media_type text NOT NULL,
  bytes bigint NOT NULL,
  task integer NOT NULL,
  -- Directory or address of the store that has it; null where the record does not say.
  place text,
  PRIMARY KEY (run, name)
);
CREATE TABLE hugginggpt.run_wishes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run text COLLATE "C" NOT NULL,
  wish text NOT NULL
);
CREATE INDEX run_wishes_run ON hugginggpt.run_wishes (run);
CREATE TABLE hugginggpt.track_records (
  model text COLLATE "C" NOT NULL,
  endpoint text COLLATE "C" NOT NULL,
  succeeded double precision NOT NULL DEFAULT 0,
  failed double precision NOT NULL DEFAULT 0,
  -- Milliseconds of the last successful attempts, oldest first.
  times double precision[] NOT NULL DEFAULT '{}',
  -- Milliseconds since the epoch as of which the numbers count.
  at double precision NOT NULL DEFAULT 0,
  PRIMARY KEY (model, endpoint)
);
CREATE TABLE hugginggpt.repeats (
  name text COLLATE "C" PRIMARY KEY,
  print text NOT NULL,
  run text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
)`;

/** Adds what tells which files are still needed when runs are deleted. */
export const FILES_OF_RUNS = `
-- Entries that name the files a run was given.
CREATE INDEX run_events_given ON hugginggpt.run_events (run) WHERE entry LIKE '%"type":"input-recorded"%';
-- Files that a run has taken over from another one.
CREATE INDEX run_artifacts_taken ON hugginggpt.run_artifacts (place, name) WHERE place <> 'artifacts:' || run;
-- Records that were written whole had no rows for them.
INSERT INTO hugginggpt.run_artifacts (run, name, sha256, media_type, bytes, task, place)
SELECT e.run, file[1], '', '', 0, 0, file[2]
FROM hugginggpt.run_events e,
  regexp_matches(e.entry, '"([0-9]+-[A-Za-z0-9_-]+[.][a-z0-9]+)":"(artifacts:[A-Za-z0-9._-]+)"', 'g') AS file
WHERE e.entry LIKE '%"type":"input-recorded"%'
ON CONFLICT DO NOTHING`;

/** Marks the files of deleted runs, so that they are found without checking every file. */
export const FORGOTTEN_FILES = `
-- Its run is forgotten, and it is still to be removed.
ALTER TABLE hugginggpt.run_artifacts ADD COLUMN forgotten boolean NOT NULL DEFAULT false;
CREATE INDEX run_artifacts_forgotten ON hugginggpt.run_artifacts (run, name) WHERE forgotten;
UPDATE hugginggpt.run_artifacts a SET forgotten = true
WHERE place = 'artifacts:' || run AND NOT EXISTS (SELECT FROM hugginggpt.runs r WHERE r.run = a.run AND r.last_seq > 0)`;
