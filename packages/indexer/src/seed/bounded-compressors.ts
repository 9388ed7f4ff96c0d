import { Fault } from "@hugginggpt/shared";
import type { Compressors } from "hyparquet";
import { compressors, decompressZstd } from "hyparquet-compressors";

/** Decompressed bytes of one page at most; writers aim at 1 MB, DuckDB at 100 MB. */
const MAX_PAGE_BYTES = 256 * 1024 * 1024;

type Decompress = NonNullable<Compressors[keyof Compressors]>;

/** All codecs of Parquet but LZO; a page that says it is larger than 256 MiB is refused before it is decompressed. */
export const boundedCompressors: Compressors = Object.fromEntries(
  Object.entries({
    ...compressors,
    // Into a buffer of the promised size: a frame that holds more fails instead of growing.
    ZSTD: (input: Uint8Array, length: number) => decompressZstd(input, new Uint8Array(length)),
  }).map(([codec, decompress]) => [codec, bounded(decompress)]),
);

function bounded(decompress: Decompress): Decompress {
  return (input, length) => {
    if (length >= 0 && length <= MAX_PAGE_BYTES) return decompress(input, length);
    throw new Fault("INPUT_UNREADABLE", `a page of it is ${length} bytes long`, {
      wanted: `at most ${MAX_PAGE_BYTES}`,
    });
  };
}
