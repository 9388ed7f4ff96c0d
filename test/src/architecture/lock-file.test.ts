import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface LockEntry {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const LOCK: { readonly packages: Readonly<Record<string, LockEntry>> } = JSON.parse(
  readFileSync(new URL("../../../package-lock.json", import.meta.url), "utf8"),
);

describe("package-lock.json", () => {
  it("has every platform's binaries, or npm ci refuses it: node scripts/complete-lock.mjs adds them", () => {
    const missing = Object.entries(LOCK.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter(
        (name) => !LOCK.packages[`node_modules/${name}`] && !LOCK.packages[`${path}/node_modules/${name}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  it("names no registry", () => {
    const entries = Object.values(LOCK.packages).filter((entry) => !entry.link);
    expect(entries.flatMap(({ resolved }) => (resolved?.startsWith("http") ? [resolved] : []))).toEqual([]);
  });
});
