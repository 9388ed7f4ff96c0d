import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import pg from "pg";

/** An empty database that belongs to one test file. */
export interface TestDatabase {
  readonly url: string;
  /** Ends the connections to it and removes it. */
  drop(): Promise<void>;
}

/** A kind of database that tests run on. */
export interface TestServer {
  readonly name: string;
  /** Connections at once that it takes. */
  readonly poolSize: number;
  /** Whether it has pgvector. */
  readonly hasVectors: boolean;
  /** Why it cannot be had here; null if it can. */
  readonly missing: string | null;
  create(): Promise<TestDatabase>;
}

/**
 * Returns PostgreSQL as the tests find it: the server that TEST_DATABASE_URL names, whose user may create databases, or
 * one that is started for the whole run of tests. It has no pgvector unless the user's server has.
 */
export async function postgresServer(): Promise<TestServer> {
  const { url, missing } = await askedServer();
  const name = "PostgreSQL";
  if (url === undefined) {
    return {
      name,
      poolSize: 0,
      hasVectors: false,
      missing: missing ?? "",
      create: () => Promise.reject(missing),
    };
  }
  const found = await once(url, "SELECT 1 FROM pg_available_extensions WHERE name = 'vector'");
  const create = () => createDatabase(url);
  return { name, poolSize: 10, hasVectors: found.length > 0, missing: null, create };
}

/**
 * Returns PGlite with pgvector, which runs in this process and takes one connection: one at a time may use it, and what
 * is made in it lasts until `drop`.
 */
export function pgliteServer(): TestServer {
  return { name: "PGlite", poolSize: 1, hasVectors: true, missing: null, create: createInPglite };
}

interface Asked {
  readonly url?: string;
  readonly missing?: string;
}

async function askedServer(): Promise<Asked> {
  const { TEST_DATABASE_URL: url, HUGGINGGPT_TEST_POSTGRES: port } = process.env;
  if (url) return { url };
  if (!port) return { missing: "nobody offers PostgreSQL outside vitest; TEST_DATABASE_URL can" };
  return JSON.parse(await text(connect(Number(port), "127.0.0.1")));
}

async function createDatabase(server: string): Promise<TestDatabase> {
  const name = `hugginggpt_test_${randomUUID().slice(0, 8)}`;
  await once(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = name;
  return { url: url.href, drop: async () => void (await once(server, `DROP DATABASE ${name} WITH (FORCE)`)) };
}

let pglite: Promise<string> | undefined;

async function createInPglite(): Promise<TestDatabase> {
  // It is large, and few tests want it.
  const { startPglite } = await import("./start-pglite.js");
  pglite ??= startPglite();
  const url = await pglite;
  return { url, drop: async () => void (await once(url, "DROP SCHEMA IF EXISTS hugginggpt CASCADE")) };
}

async function once(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
