import { createHash } from "node:crypto";
import { Fault } from "@hugginggpt/shared";
import type { BulkFile } from "./bulk-file.js";

const MAGIC = "PAR1";
/** The length of the metadata in 4 bytes, then the magic number (Parquet format, "File format"). */
const TAIL_BYTES = 8;
/** Far above what a file of millions of rows in small row groups has. */
const MAX_FOOTER_BYTES = 64 * 1024 * 1024;

export interface Footer {
  /** The metadata, its length and the magic number. */
  readonly bytes: Uint8Array;
  /** Identifies the file by its size and footer, which has the place and statistics of all its content. */
  readonly fingerprint: string;
}

/**
 * Returns the end of a Parquet file, which is its metadata.
 * @throws Fault INPUT_UNREADABLE for another, an encrypted or an incomplete file.
 */
export async function readFooter(file: BulkFile, signal?: AbortSignal): Promise<Footer> {
  if (file.size < MAGIC.length + TAIL_BYTES) throw noParquet(file, `${file.size} bytes`);
  const head = Buffer.from(await file.read(0, MAGIC.length, signal)).toString("latin1");
  if (head !== MAGIC)
    throw noParquet(file, head === "PARE" ? "an encrypted one" : "it does not begin like one");
  const tail = Buffer.from(await file.read(file.size - TAIL_BYTES, file.size, signal));
  if (tail.toString("latin1", 4) !== MAGIC) throw cutOff(file, "it does not end as a Parquet file does");
  const length = tail.readUInt32LE(0);
  if (length > file.size - MAGIC.length - TAIL_BYTES) {
    throw cutOff(file, `its metadata should be ${length} bytes long`);
  }
  if (length > MAX_FOOTER_BYTES) throw noParquet(file, `metadata of ${length} bytes`);
  const bytes = await file.read(file.size - TAIL_BYTES - length, file.size, signal);
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { bytes, fingerprint: `${file.size}-${hash.slice(0, 32)}` };
}

function noParquet(file: BulkFile, came: string): Fault {
  return new Fault("INPUT_UNREADABLE", `${file.name} is not a readable Parquet file`, {
    wanted: "a Parquet file",
    came,
    next: "Give a file in the layout of hub-stats or of model_cards_with_metadata.",
  });
}

function cutOff(file: BulkFile, came: string): Fault {
  return new Fault("INPUT_UNREADABLE", `${file.name} is incomplete or damaged: ${came}`, {
    wanted: "a whole Parquet file",
    next: "Download it again.",
  });
}
