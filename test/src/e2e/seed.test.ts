import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { startHub } from "../hub-server.js";
import { runCli } from "./cli.js";
import type { CliResult } from "./running-cli.js";
import { tempHome } from "./temp-home.js";

const SEEDED = "somebody/bird-caller";
const UNPOPULAR = "somebody/quiet-bird-caller";

/** Writes a bulk file in the columns of model_cards_with_metadata, and returns its name. */
function writeBulkFile(folder: string): string {
  const models = [
    { id: SEEDED, likes: 40, card: "# Bird caller\n\nRecognises the calls of forest birds in recordings.\n" },
    { id: UNPOPULAR, likes: 0, card: "# Quiet\n\nRecognises the calls of forest birds in recordings.\n" },
  ];
  const name = "cards.parquet";
  const bytes = parquetWriteBuffer({
    columnData: [
      { name: "modelId", data: models.map(({ id }) => id), type: "STRING" },
      { name: "likes", data: models.map(({ likes }) => BigInt(likes)), type: "INT64" },
      { name: "downloads", data: models.map(() => 10n), type: "INT64" },
      { name: "pipeline_tag", data: models.map(() => "audio-classification"), type: "STRING" },
      { name: "tags", data: models.map(() => ["audio-classification"]), type: "JSON" },
      { name: "card", data: models.map(({ card }) => card), type: "STRING" },
    ],
  });
  writeFileSync(join(folder, name), Buffer.from(bytes));
  return name;
}

const found = (result: CliResult): string[] =>
  JSON.parse(result.stdout).results.map(({ id }: { id: string }) => id);

describe("indexer seed", () => {
  it("makes a bulk file searchable by the rule of a sync, and the next sync removes what the Hub lacks", async () => {
    const home = tempHome();
    const file = writeBulkFile(home);
    const seeded = await runCli("indexer", ["seed", file, "--json"], { home });
    expect(seeded.code, seeded.stderr).toBe(0);
    expect(JSON.parse(seeded.stdout)).toMatchObject({
      status: "done",
      source: "seed",
      rows: { read: 2, kept: 1 },
      cards: { stored: 1 },
    });
    const search = () => runCli("registry", ["search", "calls of forest birds", "--json"], { home });
    const before = await search();
    expect(found(before)[0]).toBe(SEEDED);
    expect(found(before)).not.toContain(UNPOPULAR);

    const hub = await startHub();
    try {
      const synced = await runCli("indexer", ["sync", "--json"], { home, env: { HF_ENDPOINT: hub.url } });
      expect(synced.code, synced.stderr).toBe(0);
      expect(found(await search())).not.toContain(SEEDED);
    } finally {
      await hub.close();
    }
  });

  it("refuses a file that is no Parquet, and says what it wants", async () => {
    const home = tempHome();
    writeFileSync(join(home, "cards.parquet"), "modelId,likes\n");
    const { code, stderr } = await runCli("indexer", ["seed", "cards.parquet"], { home });
    expect(code).toBe(2);
    expect(stderr).toContain("Parquet");
  });
});
