/** Most bytes of a request's files together, and most files; the server accepts a little more. */
export const MOST_BYTES = 256e6;
export const MOST_FILES = 64;

/** A refused file, with the reason. */
export interface RefusedFile {
  readonly why: "tooBig" | "tooMany";
  readonly name: string;
}

/** Returns the bytes of files together. */
export function bytesOf(files: Iterable<Pick<File, "size">>): number {
  return [...files].reduce((sum, { size }) => sum + size, 0);
}

/** Returns `files` with as many of `more` as the limits allow, and the last refused one. */
export function withMore<T extends Pick<File, "name" | "size">>(
  files: readonly T[],
  more: Iterable<T>,
): { readonly files: readonly T[]; readonly refused: RefusedFile | null } {
  const taken = [...files];
  let refused: RefusedFile | null = null;
  for (const file of more) {
    if (bytesOf(taken) + file.size > MOST_BYTES) refused = { why: "tooBig", name: file.name };
    else if (taken.length === MOST_FILES) refused = { why: "tooMany", name: file.name };
    else taken.push(file);
  }
  return { files: taken, refused };
}
