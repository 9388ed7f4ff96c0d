import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import { type LlmServer, startLlm } from "../llm-server.js";
import { bodyObject } from "../loopback/loopback-request.js";
import { runCli } from "./cli.js";
import { syncAll } from "./syncing.js";
import { makeHome } from "./temp-home.js";

describe("registry search with another embedder than the registry's", () => {
  const home = makeHome();
  let hub: HubServer;
  let llm: LlmServer;
  const search = (...args: string[]) =>
    runCli("registry", ["search", "which plant is in this picture", "--json", ...args], {
      home: home.path,
      env: { OPENAI_BASE_URL: llm.baseUrl },
    });
  beforeAll(async () => {
    hub = await startHub({ rows: readHubRows(INVENTED_FILE) });
    llm = await startLlm();
    await syncAll({ hub, home: home.path });
  });
  afterAll(async () => {
    await Promise.all([hub.close(), llm.close()]);
    home.remove();
  });

  it("says what to do, asks no server, and still answers by words", async () => {
    const end = await search("--embedder", "openai:simulated");
    expect(end.code).toBe(0);
    expect(end.stderr).toMatch(
      /vectors are by hashed-v1.*--embedder hashed.*indexer sync --embedder openai:simulated/s,
    );
    expect(llm.requests).toEqual([]);
    const { results } = JSON.parse(end.stdout);
    expect(results.length).toBeGreaterThan(0);
    expect(results.every(({ why }: { why: { similarity: number } }) => why.similarity === 0)).toBe(true);
  });

  it("says it once of a batch", async () => {
    const args = ["search", "--batch", "-", "-k", "1", "--embedder", "openai:simulated"];
    const input = '{"qid":1,"query":"cat"}\n{"qid":2,"query":"dog"}\n';
    const end = await runCli("registry", args, { home: home.path, input });
    expect(end.stderr.match(/Ranked by words only/g)).toHaveLength(1);
    expect(end.stdout.trimEnd().split("\n")).toHaveLength(2);
  });

  it("uses it after a sync with it, which embeds every text anew", async () => {
    const env = { OPENAI_BASE_URL: llm.baseUrl };
    const report = await syncAll({ hub, home: home.path, args: ["--embedder", "openai:simulated"], env });
    expect(report).toMatchObject({ vectors: { reused: 0 }, cards: { fetched: 0 } });
    llm.clearRequests();
    const end = await search("--embedder", "openai:simulated");
    expect(end.stderr).not.toContain("Ranked by words only");
    expect(llm.requests.map((request) => bodyObject(request).input)).toEqual([
      ["which plant is in this picture"],
    ]);
    expect((await search()).stderr).toContain("vectors are by openai:simulated");
  });

  it("answers by words, and says why, when its server is gone", async () => {
    llm.inject({
      match: "/v1/embeddings",
      fault: () => ({ status: 404, headers: {}, body: new Uint8Array() }),
    });
    const end = await search("--embedder", "openai:simulated");
    expect(end.code).toBe(0);
    expect(end.stderr).toContain("Ranked by words only");
    expect(JSON.parse(end.stdout).results.length).toBeGreaterThan(0);
  });

  it("is refused with 2 where its name is none", async () => {
    const end = await search("--embedder", "magic");
    expect(end).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/hashed, openai:<model>, hf:<owner.model>, local:/),
    });
  });
});
