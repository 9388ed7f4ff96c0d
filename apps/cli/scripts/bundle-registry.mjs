// Puts `registry` and all it loads into a few files, so that a search need not look for five hundred, and keeps their
// compiled code. `bin/launch.js` starts it for as long as nothing is compiled that it does not hold.
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const inCli = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const KNOWLEDGE = new URL("../../../packages/indexer/dist/retrieval/task-knowledge.js", import.meta.url);

/** By what requests tell tasks takes a process some 25 ms to make: the bundle holds it made. */
const knowledge = {
  name: "knowledge",
  async load(id) {
    if (id !== fileURLToPath(KNOWLEDGE)) return null;
    const { taskKnowledge } = await import(KNOWLEDGE.href);
    const json = JSON.stringify(JSON.stringify(taskKnowledge()));
    return `let known; export const taskKnowledge = () => (known ??= JSON.parse(${json}));`;
  },
};

/** Packages that stay outside: native code stays where it is, and so does what only `registry tasks` loads. */
const OUTSIDE = ["better-sqlite3", "hnswlib-node", "@hugginggpt/runtime"];

/** `bin/bundle.js` says why the bundle cannot import by itself. */
const imports = {
  name: "imports",
  renderChunk(code, { isEntry }) {
    if (!isEntry) return null;
    return OUTSIDE.reduce(
      (changed, name) => changed.replaceAll(`import("${name}")`, `importPackage("${name}")`),
      code,
    );
  },
};

await rm(inCli("dist/bundled"), { recursive: true, force: true });
const bundle = await rolldown({
  input: { registry: inCli("dist/registry-program.js") },
  platform: "node",
  external: OUTSIDE,
  plugins: [knowledge, imports],
  logLevel: "warn",
});
await bundle.write({
  dir: inCli("dist/bundled"),
  format: "cjs",
  sourcemap: false,
  entryFileNames: "[name].cjs",
  chunkFileNames: "[name]-[hash].cjs",
});
await bundle.close();

const home = await mkdtemp(join(tmpdir(), "hugginggpt-bundle-"));
spawnSync(process.execPath, [inCli("scripts/keep-code.mjs"), inCli("dist/bundled/registry.cjs"), home], {
  stdio: "ignore",
  // No settings of whoever builds: they may name servers.
  env: {
    HOME: home,
    USERPROFILE: home,
    APPDATA: home,
    LOCALAPPDATA: home,
    SystemRoot: process.env.SystemRoot,
  },
});
await rm(home, { recursive: true, force: true });
