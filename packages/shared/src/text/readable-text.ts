/** Characters that do not occur in texts: control characters that neither break nor end a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for.
const NO_TEXT = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffe\uffff]/;
/** Bytes examined to detect UTF-16 without a byte order mark. */
const SAMPLE = 4096;
/** Every second byte of UTF-16 in Latin letters is 0: at least so large a share, and hardly one of the others. */
const ZEROS = 0.6;
const STRAYS = 0.05;

/** A file's content as text, or why it is not text. */
export type TextReading =
  | { readonly text: string; readonly encoding: "utf-8" | "utf-16le" | "utf-16be" }
  /** `encoding`: what it seems to be written in, by a name that converters know; null if it is no text at all. */
  | { readonly encoding: string | null; readonly text: null };

/**
 * Returns the text in some bytes: UTF-8, or UTF-16 by its mark or by its zeros; the mark is left out. Other encodings
 * are named, not read; what holds control characters is no text.
 */
export function readableText(bytes: Uint8Array): TextReading {
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff]))
    return { encoding: "UTF-32", text: null };
  for (const encoding of ["utf-8", utf16Of(bytes)] as const) {
    const text = encoding === null ? null : decoded(bytes, encoding);
    if (encoding !== null && text !== null && !NO_TEXT.test(text)) return { text, encoding };
  }
  return { encoding: olderEncoding(bytes), text: null };
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null; // It has another encoding or is not text.
  }
}

function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes.length % 2 !== 0) return null;
  if (startsWith(bytes, [0xff, 0xfe])) return "utf-16le";
  if (startsWith(bytes, [0xfe, 0xff])) return "utf-16be";
  const head = bytes.subarray(0, SAMPLE);
  const zeros = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros.map((count) => (2 * count) / head.length);
  if (odd >= ZEROS && even <= STRAYS) return "utf-16le";
  return even >= ZEROS && odd <= STRAYS ? "utf-16be" : null;
}

/** A guess: one byte a letter, or two for Chinese, Japanese and Korean. The encoding cannot be known for certain. */
function olderEncoding(bytes: Uint8Array): string | null {
  const single = decoded(bytes, "windows-1252");
  if (single === null || NO_TEXT.test(single) || /[\u0081\u008d\u008f\u0090\u009d]{2}/.test(single))
    return null;
  // Accented letters of western languages stand alone or in pairs among plain ones; dashes and quotation marks beside them.
  if (!/[\u00c0-\u00ff]{3}/.test(single) && /[A-Za-z\s]/.test(single)) return "Windows-1252";
  const double = ["euc-kr", "shift_jis", "gb18030"].find((name) => isPlausible(decoded(bytes, name)));
  if (double) return double.toUpperCase();
  return isCyrillic(decoded(bytes, "windows-1251")) ? "Windows-1251" : null;
}

function isPlausible(text: string | null): boolean {
  if (text === null) return false;
  const letters =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu) ?? [];
  return letters.length * 2 > text.length && !/[\uff61-\uff9f\ue000-\uf8ff]/.test(text);
}

function isCyrillic(text: string | null): boolean {
  const letters = text?.match(/\p{Script=Cyrillic}/gu) ?? [];
  return text !== null && letters.length * 2 > text.length;
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}
