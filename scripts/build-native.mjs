// Builds the native packages that do not load yet; every build begins with it. Done apart from the install because
// only so can the compiler be told of the headers that lie beside Node, where none can be downloaded. Ends with 1 where
// `better-sqlite3` cannot be had; without `hnswlib-node` vector search uses an exact scan.
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const PACKAGES = [
  { name: "better-sqlite3", probe: "new (require('better-sqlite3'))(':memory:')", isNeeded: true },
  { name: "hnswlib-node", probe: "require('hnswlib-node')", isNeeded: false },
];

const loads = ({ probe }) => spawnSync(process.execPath, ["-e", probe], { cwd: root }).status === 0;

/** The environment of a build: with the headers beside Node, where they are and nothing else was said. */
function buildEnvironment() {
  const prefix = resolve(dirname(process.execPath), "..");
  const hasHeaders = existsSync(join(prefix, "include", "node", "node.h"));
  return hasHeaders ? { npm_config_nodedir: prefix, ...process.env } : process.env;
}

function build({ name }) {
  const args = ["rebuild", name, "--ignore-scripts=false", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const options = { cwd: root, env: buildEnvironment(), encoding: "utf8" };
  return npm
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
}

for (const one of PACKAGES) {
  const folder = join(root, "node_modules", one.name);
  /** Says that a build failed, until the next install. */
  const failed = join(folder, ".not-built");
  if (!existsSync(folder) || loads(one) || (!one.isNeeded && existsSync(failed))) continue;
  process.stdout.write(`Building ${one.name} ...\n`);
  const { stdout, stderr } = build(one);
  if (loads(one)) continue;
  process.stderr.write(`${stdout ?? ""}${stderr ?? ""}\nCould not build ${one.name}. `);
  if (one.isNeeded) {
    process.stderr.write(
      "Install a C++ compiler and Python, or allow its prebuilt binary to be downloaded.\n",
    );
    process.exitCode = 1;
  } else {
    process.stderr.write("Vector search will use an exact scan.\n");
    writeFileSync(failed, "");
  }
}
