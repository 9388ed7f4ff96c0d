// Puts `registry` and all it loads into a few files, so that a search need not look for five hundred. `bin/launch.js`
// starts it for as long as nothing is compiled that it does not hold.
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const inCli = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

await rm(inCli("dist/bundled"), { recursive: true, force: true });
const bundle = await rolldown({
  input: inCli("dist/registry.js"),
  platform: "node",
  // Native code stays where its package is, and so does what only `registry tasks` loads.
  external: ["better-sqlite3", "hnswlib-node", "@hugginggpt/runtime"],
  logLevel: "warn",
});
await bundle.write({ dir: inCli("dist/bundled"), format: "esm", sourcemap: false });
await bundle.close();
