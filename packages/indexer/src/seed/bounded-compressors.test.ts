import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { boundedCompressors } from "./bounded-compressors.js";

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

describe("boundedCompressors", () => {
  it.each([
    ["GZIP", gzipSync(TEXT)],
    ["BROTLI", brotliCompressSync(TEXT)],
    ["ZSTD", zstdFrame(TEXT.length, [TEXT.slice(0, 10), TEXT.slice(10)])],
  ] as const)("decompresses %s", (codec, bytes) => {
    const page = boundedCompressors[codec]?.(new Uint8Array(bytes), TEXT.length);
    expect(new TextDecoder().decode(page)).toBe(new TextDecoder().decode(TEXT));
  });

  it("knows the codecs of Parquet that are in use", () => {
    expect(Object.keys(boundedCompressors).sort()).toEqual([
      "BROTLI",
      "GZIP",
      "LZ4",
      "LZ4_RAW",
      "SNAPPY",
      "ZSTD",
    ]);
  });

  it.each(Object.entries(boundedCompressors))(
    "refuses a huge page of %s before it is made",
    (_, decompress) => {
      expect(() => decompress(TEXT, 2 ** 31 - 1)).toThrow(/bytes long/);
      expect(() => decompress(TEXT, -1)).toThrow(/bytes long/);
    },
  );

  it("does not let a frame outgrow its page", () => {
    const bomb = zstdFrame(
      2 ** 31,
      Array.from({ length: 2000 }, () => ({ byte: 97, times: 131_072 })),
    );
    const before = process.memoryUsage().arrayBuffers;
    let made = 0;
    try {
      made = boundedCompressors.ZSTD?.(bomb, 100)?.length ?? 0;
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
    expect(made).toBeLessThanOrEqual(100);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });
});
