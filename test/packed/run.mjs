// Installs the packed packages by npm into an empty folder, with an empty home, and uses them there: `npm run test:packed --
// [NODE...]`, by default on this Node and on 22 (of npm's package `node`, headers included, so that native packages are
// compiled for it). Wants npm's registry or what npm's cache has of it. Ends with 1 where something does not hold.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Megabytes of `node_modules` with `hugginggpt` alone, what was compiled with it left in. */
const SIZE_LIMIT_MB = 160;
const TYPES = "@arethetypeswrong/cli@0.18.5";
const TEXT = "Rain fell all day. The river rose quickly. Nobody was hurt.";

/** How npm reaches its registry here; nothing else of this environment is passed on. */
const REGISTRY = Object.fromEntries(
  Object.entries(process.env).filter(([name]) =>
    /proxy$|^NODE_EXTRA_CA_CERTS$|^npm_config_registry$/i.test(name),
  ),
);

const npm =
  process.env.npm_execpath ?? join(dirname(process.execPath), "..", "lib/node_modules/npm/bin/npm-cli.js");
const cache = run(process.execPath, [npm, "config", "get", "cache"], {}).trim();
const folder = mkdtempSync(join(tmpdir(), "packed-"));
try {
  run(process.execPath, [join(ROOT, "scripts/pack.mjs"), "--into", join(folder, "packed")], {});
  const packed = JSON.parse(readFileSync(join(folder, "packed", "packed.json"), "utf8"));
  for (const { filename, size, unpackedSize } of packed)
    console.log(`${filename}: ${mb(size)} packed, ${mb(unpackedSize)} unpacked`);
  for (const version of process.argv.length > 2 ? process.argv.slice(2) : [process.versions.node, "22"])
    useOn(nodeOf(version), packed);
  for (const { name, filename } of packed.filter(({ name }) => name !== "hugginggpt")) {
    const args = ["exec", "--yes", "--", TYPES, join(folder, "packed", filename), "--profile", "esm-only"];
    run(process.execPath, [npm, ...args, "--format", "ascii"], { cwd: folder });
    console.log(`types of ${name}: found`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Returns where a Node is installed: this one, or one that npm brings. */
function nodeOf(version) {
  if (version === process.versions.node) return dirname(dirname(process.execPath));
  const at = join(folder, `node-${version}`);
  mkdirSync(at);
  writeFileSync(join(at, "package.json"), '{ "private": true }\n');
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  run(process.execPath, [npm, "install", `${name}@${version}`, "--prefer-offline", "--ignore-scripts"], {
    cwd: at,
  });
  return join(at, "node_modules", name);
}

/** Installs and uses everything on one Node. */
function useOn(prefix, packed) {
  const node = join(prefix, "bin", "node");
  const at = mkdtempSync(join(folder, "empty-"));
  const env = {
    ...REGISTRY,
    HOME: join(at, "home"),
    PATH: [dirname(node), dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter),
    COLUMNS: "80",
    npm_config_cache: cache,
    npm_config_prefer_offline: "true",
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_nodedir: prefix, // So that node-gyp need not fetch the headers.
  };
  const work = join(at, "work");
  mkdirSync(work);
  writeFileSync(join(work, "package.json"), '{ "private": true, "type": "module" }\n');
  const call = (...args) => run(node, args, { cwd: work, env });
  const file = (name) => join(folder, "packed", packed.find((one) => one.name === name).filename);
  const began = performance.now();
  call(npm, "install", file("hugginggpt"));
  const size = bytesUnder(join(work, "node_modules"));
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `Node ${call("--version").trim()}: hugginggpt installed in ${seconds} s, ${mb(size)}, at most ${SIZE_LIMIT_MB} MB`,
  );
  if (size > SIZE_LIMIT_MB * 1e6) throw new Error("The install is too large");

  const npx = (...args) => call(npm, "exec", "--offline", "--", ...args);
  holds("run", JSON.parse(npx("hugginggpt", "run", `summarize: ${TEXT}`, "--json")).status === "done");
  holds(
    "read aloud",
    JSON.parse(npx("hgpt", "run", `read this aloud: ${TEXT}`, "--json")).tasks[0].artifacts.length === 1,
  );
  holds("search", npx("registry", "search", "sentiment of financial news").includes("ProsusAI/finbert"));
  holds(
    "help",
    npx("indexer", "--help").includes("Usage: indexer") &&
      npx("hgpt", "--help").includes("Usage: hugginggpt"),
  );

  const library = packed.map(({ name }) => name).filter((name) => name !== "hugginggpt");
  call(npm, "install", ...library.map(file), "typescript@7.0.2", "@types/node@20.19.43");
  const imports = library.map((name, index) => `import * as m${index} from "${name}";`);
  writeFileSync(
    join(work, "program.ts"),
    `${imports.join("\n")}\nconsole.log([${library.map((_, n) => `m${n}`)}].length);\n`,
  );
  npx("tsc", "program.ts", "--module", "nodenext", "--target", "es2023", "--strict", "--types", "node");
  holds("library", call("program.js").trim() === String(library.length));
}

function holds(what, does) {
  if (!does) throw new Error(`${what}: not as it should be`);
  console.log(`  ${what}: as it should be`);
}

function run(command, args, options) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: "utf8",
    maxBuffer: 64e6,
    ...options,
  });
  if (status !== 0)
    throw new Error(`${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`, { cause: error });
  return stdout;
}

function bytesUnder(path) {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function mb(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
