/** The tables that processes with runs share: providers' cooldowns, and the servers' secrets. */
export const QUEUE_TABLES = `
CREATE TABLE hugginggpt.provider_cooldowns (
  -- A provider, or the address of an endpoint.
  place text COLLATE "C" PRIMARY KEY,
  until timestamptz NOT NULL,
  -- What it answered last.
  why text NOT NULL,
  -- In a row.
  refusals integer NOT NULL
);
CREATE TABLE hugginggpt.server_secrets (
  name text PRIMARY KEY,
  secret text NOT NULL
);
-- Requests of more than a day ago are forgotten.
CREATE INDEX repeats_at ON hugginggpt.repeats (at)`;
