/**
 * The tables with which machines share a sync: the machines, the work given to each, and what is left of the Hub's
 * limits. A backup may leave them out.
 */
export const SYNC_TABLES = `
CREATE TABLE hugginggpt.sync_machines (
  id uuid PRIMARY KEY,
  host text NOT NULL,
  pid integer NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- When it gave a sign of life last.
  seen timestamptz NOT NULL DEFAULT clock_timestamp(),
  has_token boolean NOT NULL,
  leads boolean NOT NULL DEFAULT false,
  step text NOT NULL DEFAULT 'other'
);
CREATE UNIQUE INDEX sync_machines_leader ON hugginggpt.sync_machines (leads) WHERE leads;
CREATE TABLE hugginggpt.sync_queue (
  kind text NOT NULL,
  row bigint NOT NULL,
  place bigint NOT NULL,
  -- The machine that it is given out to; what a machine had is free again once that is gone.
  holder uuid REFERENCES hugginggpt.sync_machines ON DELETE SET NULL,
  PRIMARY KEY (kind, row)
);
CREATE INDEX sync_queue_free ON hugginggpt.sync_queue (kind, place) WHERE holder IS NULL;
CREATE INDEX sync_queue_holder ON hugginggpt.sync_queue (holder) WHERE holder IS NOT NULL;
CREATE TABLE hugginggpt.limit_windows (
  bucket text PRIMARY KEY,
  remaining integer NOT NULL,
  quota integer,
  resets_at timestamptz NOT NULL,
  next_at timestamptz NOT NULL
)`;
