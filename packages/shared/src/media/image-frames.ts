/** The highest count, above all limits. */
const ENOUGH = 10_000;

/**
 * Counts the frames of an animated GIF, PNG or WebP by its block headers; 1 for any other picture. Stops at 10,000 and
 * at the first block that does not fit.
 */
export function imageFrames(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  if (head.startsWith("GIF8")) return gifFrames(bytes);
  if (head.startsWith("\x89PNG")) return pngFrames(view);
  if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) return webpFrames(view);
  return 1;
}

/** GIF89a, sections 17 to 26: extensions and images, each followed by sub-blocks that end with an empty one. */
function gifFrames(bytes: Uint8Array): number {
  let frames = 0;
  let at = 13 + colourTable(bytes[10]);
  while (at < bytes.length && frames < ENOUGH) {
    const kind = bytes[at];
    if (kind === 0x2c) {
      frames++;
      at = afterSubBlocks(bytes, at + 11 + colourTable(bytes[at + 9]));
    } else if (kind === 0x21) {
      at = afterSubBlocks(bytes, at + 2);
    } else break;
  }
  return frames;
}

function colourTable(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function afterSubBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let size = bytes[at]; size; size = bytes[at]) at += size + 1;
  return at + 1;
}

/** The PNG specification, third edition, 11.3.6.1: `acTL`, before the image data, has the number of frames. */
function pngFrames(view: DataView): number {
  for (const { name, at } of chunks(view, 8, (size) => size + 12, false)) {
    if (name === "acTL" && at + 12 <= view.byteLength) return view.getUint32(at + 8);
    if (name === "IDAT") break;
  }
  return 1;
}

/** RFC 9649, section 2.7: one `ANMF` chunk for each frame; chunks are padded to even sizes. */
function webpFrames(view: DataView): number {
  let frames = 0;
  for (const { name } of chunks(view, 12, (size) => size + (size % 2) + 8, true)) {
    if (name === "ANMF" && ++frames >= ENOUGH) break;
  }
  return Math.max(1, frames);
}

/** Yields the chunks of a PNG (size, name) or RIFF file (name, size) with their offsets. */
function* chunks(
  view: DataView,
  from: number,
  step: (size: number) => number,
  isRiff: boolean,
): Generator<{ readonly name: string; readonly at: number }> {
  for (let at = from; at + 8 <= view.byteLength; ) {
    const [nameAt, sizeAt] = isRiff ? [at, at + 4] : [at + 4, at];
    const name = Buffer.from(view.buffer, view.byteOffset + nameAt, 4).toString("latin1");
    yield { name, at };
    at += step(view.getUint32(sizeAt, isRiff));
  }
}
