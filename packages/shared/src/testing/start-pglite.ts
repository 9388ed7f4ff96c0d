import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

/** Starts PGlite with pgvector in this process and returns its address. It ends with the process. */
export async function startPglite(): Promise<string> {
  // One that is ending and the next are there together for a moment.
  const server = new PGLiteSocketServer({ db: await openPglite(), port: 0, maxConnections: 10 });
  await server.start();
  return `postgres://postgres:postgres@${server.getServerConn()}/postgres`;
}

/** An empty database is kept beside the packages: to make one takes four times as long as to load one. */
async function openPglite(): Promise<PGlite> {
  const kept = keptFile();
  const extensions = { vector };
  try {
    return await PGlite.create({ extensions, loadDataDir: new Blob([readFileSync(kept)]) });
  } catch {
    // None is kept, or not a whole one.
    const made = await PGlite.create({ extensions });
    await keep(made, kept);
    return made;
  }
}

function keptFile(): string {
  const entry = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  const [modules = ""] = entry.split(/@electric-sql(?=[\\/]pglite[\\/]dist)/);
  const { version } = JSON.parse(
    readFileSync(join(modules, "@electric-sql", "pglite", "package.json"), "utf8"),
  );
  return join(modules, ".cache", "hugginggpt", `pglite-${version}.tar.gz`);
}

/** Written aside first: several processes may make it at once. */
async function keep(made: PGlite, file: string): Promise<void> {
  const dump = await made.dumpDataDir("gzip");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, new Uint8Array(await dump.arrayBuffer()));
  renameSync(`${file}.${process.pid}`, file);
}
