import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { faultOf } from "@hugginggpt/testing";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { modelCardsFile } from "../testing/bulk-files.js";
import type { BulkFile } from "./bulk-file.js";
import { openLocalFile } from "./local-file.js";
import { readFooter } from "./read-footer.js";
import { ReadingProcess } from "./reading-process.js";

const WORKER = new URL("../../dist/seed/seed-worker.js", import.meta.url);

describe.skipIf(!existsSync(WORKER))("ReadingProcess (skips without a build)", { timeout: 60_000 }, () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "reading-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const rule = { minLikes: 0, minDownloads: 0, tasks: [] };
  /** Opens a file of these bytes; nothing that the process does takes more heap than so much. */
  async function opened(bytes: Uint8Array, heapMb: number) {
    const path = join(folder, "bulk.parquet");
    writeFileSync(path, bytes);
    const file = await openLocalFile(path);
    onTestFinished(() => file.close());
    const pieces: number[] = [];
    const read: BulkFile["read"] = (start, end) => {
      pieces.push(end - start);
      return file.read(start, end);
    };
    const footer = (await readFooter(file)).bytes;
    const reading = new ReadingProcess({
      file: { ...file, read },
      footer,
      rule,
      from: 0,
      worker: WORKER,
      heapMb,
    });
    onTestFinished(() => reading.end());
    return { reading, file, pieces };
  }

  it("decodes a file that is larger than its heap, row group by row group", async () => {
    const count = 4_000;
    const text = Array.from({ length: 1_500 }, (_, i) => `word${i}`).join(" ");
    const many = Array.from({ length: count }, (_, i) => ({
      id: `o/m${i}`,
      likes: i % 100 === 0 ? 9 : 0,
      card: `${i} ${text.slice(i % 50)}`,
    }));
    const heapMb = 36;
    const bytes = modelCardsFile(many, { rowGroupSize: 600, codec: "UNCOMPRESSED" });
    const { reading, file, pieces } = await opened(bytes, heapMb);
    await reading.open();
    let found = 0;
    for (let batch = await reading.next(); batch; batch = await reading.next()) found += batch.rows.length;
    expect(found).toBe(count);
    expect(file.size).toBeGreaterThan(heapMb * 1024 * 1024);
    expect(Math.max(...pieces)).toBeLessThanOrEqual(8 * 1024 * 1024);
  });

  it("survives metadata made to exhaust memory", async () => {
    // A struct whose second field is a list of lists, each of 30 million elements (Thrift compact protocol).
    const list = [0xf9, 0x80, 0x8e, 0xa7, 0x0e];
    const bomb = [0x15, 0x02, 0x19, ...Array.from({ length: 200 }, () => list).flat()];
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bomb.length);
    const bytes = Buffer.concat([Buffer.from("PAR1"), Buffer.from(bomb), length, Buffer.from("PAR1")]);
    const { reading } = await opened(bytes, 64);
    expect(await faultOf(reading.open())).toMatchObject({
      code: "INPUT_UNREADABLE",
      message: expect.stringContaining("too much memory"),
    });
  });
});
