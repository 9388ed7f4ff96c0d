/** A file by its handle and its name. */
import { t } from "../lang/words.js";
export interface NamedFile {
  readonly handle: number;
  readonly name: string;
}

/** Puts names in the place of handles. */
export type Readable = (text: string) => string;

/** A handle as plans write it, with the quotes of JSON around it where it is a whole value. */
const HANDLE = /(")?<(FILE|GENERATED)>-(\d+)(?!\d)("?)/g;

/**
 * Returns what puts into a text, for people, the names of files in the place of their handles (`<FILE>-1`), and "result of
 * [0]" in the place of `<GENERATED>-0`. A handle of no file stays.
 */
export function readableBy(files: readonly NamedFile[]): Readable {
  const names = new Map(files.map(({ handle, name }) => [handle, name]));
  return (text) =>
    text.replace(HANDLE, (whole, before = "", kind, digits, after) => {
      const name = kind === "FILE" ? names.get(Number(digits)) : t`result of [${digits}]`;
      if (name === undefined) return whole;
      return before && after ? name : `${before}${name}${after}`;
    });
}
