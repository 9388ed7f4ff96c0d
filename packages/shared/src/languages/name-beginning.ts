/** Chinese characters, kana and hangul. */
export const EASTERN = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/u;
/** No name of a language in letters is shorter. */
export const BEGINNING = 3;

/**
 * Returns a number below 65,536 that stands for the three letters at a place of a text; capital letters of English
 * count as small ones.
 */
export function beginningAt(text: string, at: number): number {
  let number = 0;
  for (let i = 0; i < BEGINNING; i += 1) {
    const unit = text.charCodeAt(at + i);
    number = (number * 181 + (unit < 0x80 ? unit | 0x20 : unit)) & 0xffff;
  }
  return number;
}
