/** Bytes of all files of a request, and their number; the server takes a little more. */
export const MOST_BYTES = 256e6;
export const MOST_FILES = 64;

/** Why a file was not taken. */
export interface RefusedFile {
  readonly why: "tooBig" | "tooMany";
  readonly name: string;
}

/** Returns the bytes of files together. */
export function bytesOf(files: Iterable<Pick<File, "size">>): number {
  return [...files].reduce((sum, { size }) => sum + size, 0);
}

/** Returns files with others added as far as the limits allow, and the last one that they do not allow. */
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
