import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { PageBudget } from "./page-budget.js";

const TEXT = new TextEncoder().encode("a page of text, a page of text, a page of text");

/** A Zstandard frame (RFC 8878) of blocks: one byte repeated, or bytes as they are. */
function zstdFrame(
  size: number,
  blocks: readonly (Uint8Array | { byte: number; times: number })[],
): Uint8Array {
  const frame = [0x28, 0xb5, 0x2f, 0xfd, 0xa0, ...int32(size)];
  for (const [i, block] of blocks.entries()) {
    const isRaw = block instanceof Uint8Array;
    const header = (isRaw ? block.length << 3 : (block.times << 3) | 2) | Number(i === blocks.length - 1);
    frame.push(...int32(header).slice(0, 3), ...(isRaw ? block : [block.byte]));
  }
  return Uint8Array.from(frame);
}

function int32(value: number): number[] {
  return [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
}

const compressorsOf = () => new PageBudget().compressors;

describe("PageBudget", () => {
  it.each([
    ["GZIP", gzipSync(TEXT)],
    ["BROTLI", brotliCompressSync(TEXT)],
    ["ZSTD", zstdFrame(TEXT.length, [TEXT.slice(0, 10), TEXT.slice(10)])],
  ] as const)("decompresses %s", (codec, bytes) => {
    const page = compressorsOf()[codec]?.(new Uint8Array(bytes), TEXT.length);
    expect(new TextDecoder().decode(page)).toBe(new TextDecoder().decode(TEXT));
  });

  it("knows the codecs of Parquet that are in use", () => {
    expect(Object.keys(compressorsOf()).sort()).toEqual([
      "BROTLI",
      "GZIP",
      "LZ4",
      "LZ4_RAW",
      "SNAPPY",
      "ZSTD",
    ]);
  });

  it.each(Object.entries(compressorsOf()))("refuses a huge page of %s before it is made", (_, decompress) => {
    expect(() => decompress(TEXT, 2 ** 31 - 1)).toThrow(/bytes long/);
    expect(() => decompress(TEXT, -1)).toThrow(/bytes long/);
  });

  it("does not let a frame outgrow its page", () => {
    const bomb = zstdFrame(
      2 ** 31,
      Array.from({ length: 2000 }, () => ({ byte: 97, times: 131_072 })),
    );
    const before = process.memoryUsage().arrayBuffers;
    let made = 0;
    try {
      made = compressorsOf().ZSTD?.(bomb, 100)?.length ?? 0;
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
    expect(made).toBeLessThanOrEqual(100);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  const MB = 1024 * 1024;

  it("refuses pages that are together too large for one reading, and has room again for the next", () => {
    const budget = new PageBudget(8 * MB);
    const page = zstdFrame(
      MB,
      Array.from({ length: 8 }, () => ({ byte: 97, times: MB / 8 })),
    );
    const decompress = () => budget.compressors.ZSTD?.(page, MB);
    for (let i = 0; i < 8; i++) expect(decompress()).toHaveLength(MB);
    expect(decompress).toThrow(/too much memory/);
    budget.renew();
    expect(decompress()).toHaveLength(MB);
  });

  it("counts values that were copied out of their page, and those that lie in it once", () => {
    const budget = new PageBudget(64 * 8 * MB);
    const whole = new Uint8Array(8 * MB);
    const part = whole.subarray(0, 4 * MB);
    for (let i = 0; i < 1000; i++) expect(budget.value(part)).toBe(part);
    for (let i = 0; i < 64; i++) budget.value(whole);
    expect(() => budget.value(whole)).toThrow(/too much memory/);
  });
});
