import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dumpRegistry, openRegistryFile, type RegistryDump } from "../e2e/registry-dump.js";
import { syncAll, syncStruckAt } from "../e2e/syncing.js";
import { makeHome, tempHome } from "../e2e/temp-home.js";
import { defaultHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import { type LlmServer, startLlm } from "../llm-server.js";
import { bodyObject } from "../loopback/loopback-request.js";

/** Cards are left out: only the requests for vectors matter here. */
const ARGS = ["--cards", "none", "--embedder", "openai:simulated"];

/** A server's embedder is asked for one vector first, to learn its dimension. */
const PROBES = 1;

describe("indexer sync with a server's embedder, ended by SIGKILL", () => {
  const whole = makeHome();
  const { rows } = defaultHubRows();
  const batches = Math.ceil((rows.length + 4) / 64);
  let hub: HubServer;
  let llm: LlmServer;
  let uninterrupted: RegistryDump;
  const setting = (home: string) => ({ hub, home, args: ARGS, env: { OPENAI_BASE_URL: llm.baseUrl } });
  beforeAll(async () => {
    hub = await startHub({ rows });
    llm = await startLlm();
    await syncAll(setting(whole.path));
    uninterrupted = dumpRegistry(whole.path);
    expect(llm.requests).toHaveLength(PROBES + batches);
  });
  afterAll(async () => {
    await Promise.all([hub.close(), llm.close()]);
    whole.remove();
  });

  it.each([
    ["the first batch", 1],
    ["a batch in the middle", Math.ceil(batches / 2)],
    ["the last batch", batches],
  ])("at %s keeps the vectors it stored, and embeds the others only", async (_which, n) => {
    const home = tempHome();
    const struck = await syncStruckAt(PROBES + n, "SIGKILL", {
      ...setting(home),
      server: llm,
      match: "POST /v1/embeddings",
    });
    expect(struck.signal).toBe("SIGKILL");
    const kept = vectorsIn(home);
    expect(kept).toBe(64 * (n - 1));
    llm.clearRequests();
    const report = await syncAll(setting(home));
    expect(report.vectors.reused).toBe(kept);
    expect(llm.requests.flatMap((request) => bodyObject(request).input)).toHaveLength(
      report.vectors.embedded,
    );
    expect(dumpRegistry(home)).toEqual(uninterrupted);
  });
});

function vectorsIn(home: string): number {
  const db = openRegistryFile(home);
  try {
    return Number(db.prepare("SELECT count(*) FROM vectors").pluck().get());
  } finally {
    db.close();
  }
}
