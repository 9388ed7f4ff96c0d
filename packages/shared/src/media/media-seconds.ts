/** Most boxes of an ISO file to examine. */
const MAX_BOXES = 1_000;

/**
 * Returns the duration in seconds that a WAV or ISO file (MP4, MOV, M4A) claims; null for any other file and if the
 * headers do not tell. A WAV that claims more data than it has counts with the data it has, because a streamed WAV does
 * not know its length.
 */
export function mediaSeconds(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (textAt(view, 0) === "RIFF" && textAt(view, 8) === "WAVE") return wavSeconds(view);
  return textAt(view, 4) === "ftyp" ? isoSeconds(view) : null;
}

/** RIFF WAVE: `fmt ` holds the bytes a second at offset 8. */
function wavSeconds(view: DataView): number | null {
  let rate = 0;
  for (let at = 12; at + 20 <= view.byteLength; ) {
    const name = textAt(view, at);
    const size = view.getUint32(at + 4, true);
    if (name === "fmt ") rate = view.getUint32(at + 16, true);
    if (name === "data") return rate === 0 ? null : Math.min(size, view.byteLength - at - 8) / rate;
    at += 8 + size + (size % 2);
  }
  return null;
}

/** ISO/IEC 14496-12, 8.2.2: `moov` holds `mvhd`, which holds units a second and their number. */
function isoSeconds(view: DataView): number | null {
  const moov = boxIn(view, "moov", 0, view.byteLength);
  const mvhd = moov && boxIn(view, "mvhd", moov.start, moov.end);
  if (!mvhd || mvhd.start + 32 > view.byteLength) return null;
  const isLong = view.getUint8(mvhd.start) === 1;
  const scale = view.getUint32(mvhd.start + (isLong ? 20 : 12));
  const units = isLong ? Number(view.getBigUint64(mvhd.start + 24)) : view.getUint32(mvhd.start + 16);
  const isUnknown = !isLong && units === 0xffff_ffff;
  return scale === 0 || isUnknown ? null : units / scale;
}

function boxIn(
  view: DataView,
  wanted: string,
  from: number,
  to: number,
): { readonly start: number; readonly end: number } | null {
  let at = from;
  for (let n = 0; n < MAX_BOXES && at + 16 <= to; n++) {
    const size = view.getUint32(at);
    const isLong = size === 1;
    const whole = isLong ? Number(view.getBigUint64(at + 8)) : size === 0 ? to - at : size;
    const head = isLong ? 16 : 8;
    if (whole < head) return null;
    if (textAt(view, at + 4) === wanted) return { start: at + head, end: Math.min(to, at + whole) };
    at += whole;
  }
  return null;
}

function textAt(view: DataView, at: number): string {
  if (at + 4 > view.byteLength) return "";
  return Buffer.from(view.buffer, view.byteOffset + at, 4).toString("latin1");
}
