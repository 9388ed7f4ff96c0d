/** A file by its handle and its name. */
import { t } from "../lang/words.js";
export interface NamedFile {
  readonly handle: number;
  readonly name: string;
}

/** Puts names in the place of handles. */
export type Readable = (text: string) => string;

/** A handle as in plans, with JSON's quotes if it is a whole value. */
const HANDLE = /(")?<(FILE|GENERATED)>-(\d+)(?!\d)("?)/g;

/**
 * Returns a function that replaces file handles (`<FILE>-1`) in a text for people by names, and `<GENERATED>-0` by
 * "result of [0]". Unknown handles stay.
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
