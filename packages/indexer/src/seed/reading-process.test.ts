import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { modelCardsFile } from "../testing/bulk-files.js";
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

  it("decodes 50,000 rows of 2 kB in a process of 96 MB heap", async () => {
    const words = Array.from({ length: 400 }, (_, i) => `word${i}`);
    const many = Array.from({ length: 50_000 }, (_, i) => ({
      id: `o/m${i}`,
      likes: i % 100 === 0 ? 9 : 0,
      card: `${i} ${words.slice(i % 50, 300 + (i % 50)).join(" ")}`,
    }));
    const path = join(folder, "bulk.parquet");
    writeFileSync(path, modelCardsFile(many, { rowGroupSize: 10_000, codec: "UNCOMPRESSED" }));
    const file = await openLocalFile(path);
    const footer = await readFooter(file);
    let largest = 0;
    const reading = new ReadingProcess({
      file: {
        ...file,
        read: (start, end) => {
          largest = Math.max(largest, end - start);
          return file.read(start, end);
        },
      },
      footer: footer.bytes,
      rule: { minLikes: 0, minDownloads: 0, tasks: [] },
      from: 0,
      worker: WORKER,
      heapMb: 96,
    });
    await reading.open();
    let found = 0;
    for (let batch = await reading.next(); batch; batch = await reading.next()) found += batch.rows.length;
    reading.end();
    await file.close();
    expect(found).toBe(50_000);
    expect(file.size).toBeGreaterThan(90_000_000);
    expect(largest).toBeLessThanOrEqual(8 * 1024 * 1024);
  });
});
