import { existsSync, statfsSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Linux's disk in memory: the tests write thousands of small databases, and wait for nobody else's writing there. */
const MEMORY_DISK = "/dev/shm";
const ROOM_BYTES = 4 * 1024 ** 3;
if (existsSync(MEMORY_DISK)) {
  const { bavail, bsize } = statfsSync(MEMORY_DISK);
  if (bavail * bsize > ROOM_BYTES) process.env.TMPDIR ??= MEMORY_DISK;
}

/** The end-to-end tests come first: their files take longest, and one that begins last keeps one core alone. */
class LongestProjectFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ project }: TestSpecification): boolean => project.name === "@hugginggpt/test";
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** All packages' tests in one run, so that no core is idle until the last file, whatever its package. */
export default defineConfig({
  test: {
    projects: ["packages/*", "apps/*", "test"],
    sequence: { sequencer: LongestProjectFirst },
  },
});
