import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { printRows } from "./figures.mjs";
import { sizeOf } from "./synthetic-registry.mjs";

const pathOf = (file) => fileURLToPath(new URL(file, import.meta.url));
const seconds = (value) => `${value.toFixed(1)} s`;

/**
 * Measures `indexer sync` from a simulated Hub without delay, which runs in a process of its own and takes its share of
 * the machine: the listing alone, then all with cards, then once more with nothing to do.
 */
export async function bench(args) {
  const { values } = parseArgs({ args, options: { models: { type: "string", default: "58000" } } });
  const models = Number(values.models);
  const { hub, url } = await startHub(models);
  const hubBefore = await usageOf(hub);
  const home = mkdtempSync(join(tmpdir(), "hugginggpt-sync-"));
  try {
    const listing = await sync(url, home, ["--only", "listing"]);
    const full = await sync(url, home);
    const hubUsed = await usageOf(hub);
    const again = await sync(url, home);
    printRows(`indexer sync, ${models} models with cards, hashed embedder, Node ${process.version}`, [
      ["listing alone", `${seconds(listing.wall)}, ${Math.round(models / listing.wall)} models a second`],
      ["cards, vectors, index", `${seconds(full.wall)}, ${full.requests} requests`],
      ["together", seconds(listing.wall + full.wall)],
      ["processor time", seconds(listing.cpu + full.cpu)],
      ["processor time of the Hub", seconds(hubUsed - hubBefore)],
      ["peak memory", `${Math.max(listing.peak, full.peak).toFixed(0)} MB`],
      ["nothing to do", `${seconds(again.wall)}, ${again.requests} requests`],
      ["database", `${(sizeOf(home) / 2 ** 20).toFixed(0)} MB`],
    ]);
  } finally {
    hub.disconnect();
    rmSync(home, { recursive: true, force: true });
  }
  return 0;
}

/** Starts a simulated Hub of so many models in a process of its own, which ends when it is disconnected. */
export async function startHub(models) {
  const hub = fork(pathOf("hub-process.mjs"), [String(models)]);
  const [url] = await once(hub, "message");
  return { hub, url };
}

/** Seconds of processor time that the simulated Hub used so far. */
async function usageOf(hub) {
  hub.send("usage");
  const [used] = await once(hub, "message");
  return used;
}

/** Runs one sync of all models to its end; its own process tells what it used. `env`: what it is told besides. */
export async function sync(url, home, args = [], env = {}) {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [
      "--import",
      new URL("report-usage.mjs", import.meta.url).href,
      pathOf("../apps/cli/bin/indexer.js"),
      "sync",
      "--json",
      ...["--min-likes", "0", "--min-downloads", "0"],
      ...args,
      "--home",
      home,
    ],
    {
      env: { ...process.env, HF_ENDPOINT: url, HF_TOKEN: "", ...env },
      stdio: ["ignore", "pipe", "ignore", "ipc"],
    },
  );
  let printed = "";
  let usage = { cpu: 0, peak: 0 };
  child.stdout.setEncoding("utf8").on("data", (piece) => {
    printed += piece;
  });
  child.on("message", (message) => {
    usage = message;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`indexer sync ended with ${code}: ${printed.slice(0, 500)}`);
  const report = JSON.parse(printed);
  return { wall: (performance.now() - began) / 1000, requests: report.requests, ...usage };
}
