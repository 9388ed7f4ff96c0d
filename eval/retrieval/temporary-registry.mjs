import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_SYNC_OPTIONS, describeModel, openRegistry, syncRegistry } from "@hugginggpt/indexer";
import { systemClock } from "@hugginggpt/shared";
import { HttpClient } from "@hugginggpt/shared/http";
import { startHub } from "../../test/dist/index.js";

/** Runs `use` on a registry that was synced, through the real pipeline, from a simulated Hub with these rows. */
export async function withRegistry(rows, embedder, use) {
  const folder = mkdtempSync(join(tmpdir(), "hugginggpt-eval-"));
  const hub = await startHub({ rows, mappings: [] });
  const file = join(folder, "registry.sqlite");
  const opened = await openRegistry({ file, describe: describeModel, embedder, clock: systemClock });
  try {
    await syncAll(opened, hub.url, embedder);
    return await use(opened.registry);
  } finally {
    opened.close();
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function syncAll({ store, publishIndex }, endpoint, embedder) {
  const http = new HttpClient({
    clock: systemClock,
    random: Math.random,
    userAgent: "hugginggpt-eval",
    secrets: [],
  });
  const options = { ...DEFAULT_SYNC_OPTIONS, minDownloads: 0, minLikes: 0, full: true, providers: [] };
  const hub = { endpoint, token: null };
  const report = await syncRegistry(options, {
    http,
    store,
    embedder,
    clock: systemClock,
    hub,
    emit: () => undefined,
    publishIndex,
  });
  if (report.status !== "done") throw new Error(`The sync ended as ${report.status}`);
}
