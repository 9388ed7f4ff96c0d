import { constants, crc32, deflateRawSync, deflateSync } from "node:zlib";

/** Returns a chunk of a PNG: length, name, data, checksum. */
function pngChunk(name: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const chunk = Buffer.alloc(named.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  named.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(named), named.length + 4);
  return chunk;
}

export interface PngShape {
  readonly width: number;
  readonly height: number;
  readonly interlaced?: boolean;
  /** What the image data unpacks to; a number: so many zeros. */
  readonly raw: Uint8Array | number;
  /** Chunks between header and image data. */
  readonly extra?: readonly (readonly [name: string, data: Uint8Array])[];
}

/** Returns a header chunk's data: one bit a pixel, grey. */
export function pngHeader(width: number, height: number, interlaced = false): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  header[12] = interlaced ? 1 : 0;
  return header;
}

/** Returns a PNG of one bit a pixel whose header and content need not agree. */
export function png({ width, height, interlaced, raw, extra = [] }: PngShape): Buffer {
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk("IHDR", pngHeader(width, height, interlaced)),
    ...extra.map(([name, data]) => pngChunk(name, data)),
    pngChunk("IDAT", typeof raw === "number" ? zlibZeros(raw) : deflateSync(raw, { level: 9 })),
    pngChunk("IEND", new Uint8Array()),
  ]);
}

/** Returns a flat PNG of so many pixels a side. */
export function flatPng(side: number): Buffer {
  return png({ width: side, height: side, raw: Buffer.alloc(side * (Math.ceil(side / 8) + 1)) });
}

/** Returns a PNG of one frame whose animation header claims so many. */
export function animatedPng(frames: number): Buffer {
  const control = Buffer.alloc(8);
  control.writeUInt32BE(frames, 0);
  return png({ width: 1, height: 1, raw: Buffer.alloc(2), extra: [["acTL", control]] });
}

/** Returns a GIF of one pixel and so many frames. */
export function animatedGif(frames: number): Buffer {
  const head = Buffer.concat([
    Buffer.from("GIF89a", "latin1"),
    Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
  ]);
  const frame = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0]);
  return Buffer.concat([head, ...Array<Buffer>(frames).fill(frame), Buffer.from([0x3b])]);
}

/** Returns a WebP file of so many empty animation frames. */
export function animatedWebp(frames: number): Buffer {
  const canvas = Buffer.from([0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  const body = [chunk("VP8X", canvas), ...Array<Buffer>(frames).fill(chunk("ANMF", Buffer.alloc(16)))];
  const inside = Buffer.concat([Buffer.from("WEBP", "latin1"), ...body]);
  return Buffer.concat([Buffer.from("RIFF", "latin1"), uint32(inside.length), inside]);
}

/** Returns a WAV of a few samples with the given claims in its header. */
export function wav({
  dataBytes,
  byteRate,
}: {
  readonly dataBytes: number;
  readonly byteRate: number;
}): Buffer {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(8000, 4);
  format.writeUInt32LE(byteRate, 8);
  format.writeUInt16LE(2, 12);
  format.writeUInt16LE(16, 14);
  return Buffer.concat([
    Buffer.from("RIFF", "latin1"),
    uint32(0xffff_ffff),
    Buffer.from("WAVE", "latin1"),
    chunk("fmt ", format),
    Buffer.from("data", "latin1"),
    uint32(dataBytes),
    Buffer.alloc(200_000),
  ]);
}

/** Returns an MP4 that claims to last so many seconds. */
export function mp4(seconds: number): Buffer {
  const header = Buffer.alloc(100);
  header.writeUInt32BE(1, 12);
  header.writeUInt32BE(seconds, 16);
  const type = Buffer.from("isom\0\0\x02\0isomiso2mp41", "latin1");
  return Buffer.concat([box("ftyp", type), box("moov", box("mvhd", header))]);
}

/** Returns an MP4 whose boxes claim sizes that do not fit into it, or into themselves. */
export function brokenMp4(size: number): Buffer {
  const type = Buffer.from("isom\0\0\x02\0isomiso2mp41", "latin1");
  const liar = Buffer.alloc(16);
  liar.writeUInt32BE(size, 0);
  liar.write("moov", 4, "latin1");
  return Buffer.concat([box("ftyp", type), ...Array<Buffer>(1000).fill(liar)]);
}

/** Returns a ZIP with one entry of so many packed zeros, under a name that readers unpack to see what it is. */
export function zip(name: string, bytes: number): Buffer {
  const data = deflatedZeros(bytes);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(bytes, 22);
  local.writeUInt16LE(name.length, 26);
  return Buffer.concat([local, Buffer.from(name, "latin1"), data]);
}

/** Returns an ASF (WMV) header with an object of no size, at which readers have waited for ever. */
export function endlessAsf(): Buffer {
  const guid = Buffer.from("3026b2758e66cf11a6d900aa0062ce6c", "hex");
  const object = Buffer.concat([Buffer.from("9107dcb7b7a9cf118ee600c00c205365", "hex"), Buffer.alloc(8)]);
  return Buffer.concat([guid, Buffer.alloc(14, 1), ...Array<Buffer>(100).fill(object)]);
}

/** Returns zeros as DEFLATE packs them (RFC 1951), made of one packed MiB again and again: to pack them all takes seconds. */
function deflatedZeros(bytes: number): Buffer {
  const mebibyte = 1024 * 1024;
  const open = { level: 9, finishFlush: constants.Z_FULL_FLUSH };
  const piece = deflateRawSync(Buffer.alloc(mebibyte), open);
  const rest = deflateRawSync(Buffer.alloc(bytes % mebibyte), { level: 9 });
  return Buffer.concat([...Array<Buffer>(Math.floor(bytes / mebibyte)).fill(piece), rest]);
}

/** The same in a zlib envelope (RFC 1950): of zeros, the first sum of Adler-32 is 1 and the second their number. */
function zlibZeros(bytes: number): Buffer {
  const sums = Buffer.alloc(4);
  sums.writeUInt16BE(bytes % 65_521, 0);
  sums.writeUInt16BE(1, 2);
  return Buffer.concat([Buffer.from([0x78, 0xda]), deflatedZeros(bytes), sums]);
}

function box(name: string, data: Uint8Array): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length + 8, 0);
  return Buffer.concat([size, Buffer.from(name, "latin1"), data]);
}

function chunk(name: string, data: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(name, "latin1"), uint32(data.length), data]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}
