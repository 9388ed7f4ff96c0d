/**
 * Returns the smallest file that is recognised as MP4: the boxes `ftyp`, `moov` with one `mvhd` that gives a duration,
 * and an empty `mdat` (ISO/IEC 14496-12). It has no track, so a player shows nothing; its type and length can be read.
 */
export function simulatedMp4(seconds = 5): Uint8Array {
  const brands = Buffer.from("isom\0\0\x02\0isomiso2mp41", "latin1");
  const header = Buffer.alloc(100);
  header.writeUInt32BE(1000, 12);
  header.writeUInt32BE(Math.round(seconds * 1000), 16);
  header.writeUInt32BE(0x0001_0000, 20);
  header.writeUInt16BE(0x0100, 24);
  for (const [offset, value] of UNIT_MATRIX) header.writeUInt32BE(value, offset);
  header.writeUInt32BE(1, 96);
  return Buffer.concat([box("ftyp", brands), box("moov", box("mvhd", header)), box("mdat", Buffer.alloc(0))]);
}

/** The diagonal of `mvhd`'s transformation matrix, by offset. */
const UNIT_MATRIX: readonly (readonly [number, number])[] = [
  [36, 0x0001_0000],
  [52, 0x0001_0000],
  [68, 0x4000_0000],
];

function box(type: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.byteLength, 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, content]);
}
