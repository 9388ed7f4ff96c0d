import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { restartedPostgres } from "../../test/dist/chaos/restarted-postgres.js";
import { startHub, sync } from "../sync.mjs";
import { childrenOf, processorSeconds } from "./processes.mjs";

/**
 * Syncs the same simulated Hub into SQLite and then into PostgreSQL. Returns for each the seconds that passed, the processor time of the
 * indexer, of the server and of the simulated Hub, which shares the cores, in seconds, and the most memory of the indexer, in megabytes.
 */
export async function syncPart({ models }) {
  const { hub, url } = await startHub(models);
  const home = mkdtempSync(join(tmpdir(), "hugginggpt-bench-scale-"));
  const server = await restartedPostgres();
  try {
    if ("missing" in server) throw new Error(server.missing);
    const results = [];
    for (const [name, env] of [
      ["SQLite", {}],
      ["PostgreSQL", { HUGGINGGPT_DATABASE_URL: server.url }],
    ]) {
      const used = () => ({ server: secondsOf(server.pid), hub: processorSeconds(hub.pid) });
      const before = used();
      const { wall, cpu, peak } = await sync(url, join(home, name), [], env);
      const after = used();
      const others = { server: after.server - before.server, hub: after.hub - before.hub };
      results.push({ name, wall, indexer: cpu, ...others, peak });
    }
    return results;
  } finally {
    hub.disconnect();
    await server.stop?.();
    rmSync(home, { recursive: true, force: true });
  }
}

const secondsOf = (server) => childrenOf(server).reduce((sum, pid) => sum + processorSeconds(pid), 0);
