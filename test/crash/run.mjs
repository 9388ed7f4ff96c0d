// Kills commands of the product at many points and checks what they leave: `npm run test:crash -- [NAME...] [--kills N]
// [--seed N]`. Each suite is a compiled file of test/src/crash that exports `crash`, a `CrashSuite`, or tests of vitest.
// Ends with 0 where everything held, with 1 where something did not.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const SUITES = {
  calls: {
    test: "packages/indexer/src/sync/killed-turn.test.ts",
    env: { KILL_AT_EVERY: "1" },
    summary: "an end at every call of the store, of syncs of each kind; neither --kills nor --seed",
  },
  files: {
    test: "packages/indexer/src/seed-registry.test.ts",
    env: { DAMAGED_FILES: "60" },
    summary: "sixty damaged bulk files; neither --kills nor --seed",
  },
  points: {
    config: "test/vitest.crash.config.ts",
    summary: "SIGKILL of `indexer sync` at set points; neither --kills nor --seed",
  },
  runs: { file: "../dist/crash/run-suite.js", summary: "SIGKILL of `hugginggpt run` and `runs resume`" },
  sync: { file: "../dist/crash/sync-suite.js", summary: "SIGKILL of `indexer sync` at random points" },
  strace: {
    file: "../dist/crash/strace-suite.js",
    summary: "SIGKILL and I/O errors at every mutating system call (Linux with strace)",
  },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: "boolean" }, kills: { type: "string" }, seed: { type: "string" } },
});
const names = positionals.length > 0 ? positionals : Object.keys(SUITES);
const kills = values.kills === undefined ? undefined : Number(values.kills);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const unknown = names.filter((name) => !Object.hasOwn(SUITES, name));
if (values.help || unknown.length > 0 || !Number.isSafeInteger(seed) || !(kills === undefined || kills > 0)) {
  process.stderr.write("Usage: npm run test:crash -- [NAME...] [--kills N] [--seed N]\n\n");
  for (const [name, { summary }] of Object.entries(SUITES))
    process.stderr.write(`  ${name.padEnd(8)} ${summary}\n`);
  process.exit(values.help ? 0 : 2);
}

const print = (line) => process.stdout.write(`${line}\n`);
let failed = 0;
for (const name of names) {
  print(`${name}: ${SUITES[name].summary}, seed ${seed}`);
  if (SUITES[name].config || SUITES[name].test) {
    failed += testByVitest(SUITES[name]) ? 0 : 1;
    continue;
  }
  const began = performance.now();
  const { crash } = await import(new URL(SUITES[name].file, import.meta.url).href);
  const { figures, failures } = await crash({ kills, seed, print: (line) => print(`  ${line}`) });
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  for (const [what, figure] of [...figures, ["seconds", seconds], ["failures", failures.length]])
    print(`  ${String(what).padEnd(36)} ${figure}`);
  for (const failure of failures) print(`  FAILED: ${failure}`);
  failed += failures.length;
}

function testByVitest({ config, test, env }) {
  const inRoot = (path) => fileURLToPath(new URL(path, new URL("../../", import.meta.url)));
  const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
  const args = config
    ? ["--root", inRoot("test"), "--config", inRoot(config)]
    : ["--root", inRoot(test.split("/src/")[0]), test.slice(test.indexOf("src/"))];
  const options = { stdio: "inherit", env: { ...process.env, ...env } };
  return spawnSync(process.execPath, [vitest, "run", ...args], options).status === 0;
}

process.exitCode = failed > 0 ? 1 : 0;
