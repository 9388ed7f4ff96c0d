import { execFileSync, spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ms, percentile, printRows } from "./figures.mjs";
import { syntheticNeed } from "./synthetic.mjs";
import { fillBench, sizeOf } from "./synthetic-registry.mjs";

const COLD_RUNS = 9;
const OPTIONS = {
  models: { type: "string", default: "58000" },
  queries: { type: "string", default: "500" },
  warmup: { type: "string", default: "500" },
  /** Vectors that hnswlib-node is built of; it takes a minute for 58,000. */
  hnsw: { type: "string" },
  folder: { type: "string" },
};

/** As for a user who sets nothing: with `NODE_EXTRA_CA_CERTS` alone, each start of Node takes 60 ms more. */
const ENV = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot };
const REGISTRY = fileURLToPath(new URL("../apps/cli/bin/registry.js", import.meta.url));

/**
 * Measures `registry search` on synthetic models, which are made once and kept in the temporary directory: cold processes,
 * a warm one, its memory, and vector searches beside hnswlib-node and a plain scan.
 */
export async function bench(args) {
  const { values } = parseArgs({ args, options: OPTIONS });
  const models = Number(values.models);
  const folder = values.folder ?? join(tmpdir(), `hugginggpt-bench-${models}`);
  const note = (line) => process.stderr.write(`\r${line.padEnd(60)}`);
  await fillBench(folder, models, note);
  process.stderr.write("\n");
  console.log(
    `${models} synthetic models, database ${(sizeOf(folder) / 2 ** 20).toFixed(0)} MB, Node ${process.version}\n`,
  );
  cold(folder);
  inProcess("search-warm.mjs", [folder, values.queries, values.warmup]);
  inProcess("search-vectors.mjs", [folder, values.hnsw ?? String(Math.min(models, 58_000))]);
  return 0;
}

/** Whole processes, as a user starts them: the median is what counts, the least is what the machine can do. */
function cold(folder) {
  const times = Array.from({ length: COLD_RUNS }, (_, i) => {
    const began = performance.now();
    const args = [REGISTRY, "search", syntheticNeed(900_000 + i).text, "--home", folder, "--json"];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", env: ENV });
    if (status !== 0) throw new Error(`registry search ended with ${status}: ${stderr}`);
    return performance.now() - began;
  });
  const empty = Array.from({ length: 3 }, () => {
    const began = performance.now();
    spawnSync(process.execPath, ["-e", "0"], { env: ENV });
    return performance.now() - began;
  });
  printRows("registry search, cold process", [
    ["median", ms(percentile(times, 0.5))],
    ["least", ms(Math.min(...times))],
    ["Node alone", ms(percentile(empty, 0.5))],
  ]);
}

/** Each measurement has a process of its own, so that memory is that of one thing. */
function inProcess(file, args) {
  const script = fileURLToPath(new URL(file, import.meta.url));
  const flags = ["--expose-gc", "--max-old-space-size=8192"];
  execFileSync(process.execPath, [...flags, script, ...args], { stdio: "inherit" });
}
