import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_SYNC_OPTIONS, describeModel, openRegistry, syncRegistry } from "@hugginggpt/indexer";
import { openPostgresRegistry } from "@hugginggpt/indexer/postgres";
import { systemClock } from "@hugginggpt/shared";
import { HttpClient } from "@hugginggpt/shared/http";
import { startHub } from "../../test/dist/index.js";

/** The address of an empty PostgreSQL database to hold the registry in place of SQLite. */
const { EVAL_DATABASE_URL: url } = process.env;

/** Runs `use` on a registry that was synced, through the real pipeline, from a simulated Hub with these rows. */
export async function withRegistry(rows, embedder, use) {
  const folder = mkdtempSync(join(tmpdir(), "hugginggpt-eval-"));
  const hub = await startHub({ rows, mappings: [] });
  const file = join(folder, "registry.sqlite");
  const opened = url
    ? await openPostgresRegistry({ url, describe: describeModel, embedder })
    : await openRegistry({ file, describe: describeModel, embedder, clock: systemClock });
  try {
    await syncAll(opened, hub.url, embedder);
    return await use(opened.registry);
  } finally {
    await opened.close();
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
