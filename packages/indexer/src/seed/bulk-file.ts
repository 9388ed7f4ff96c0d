/** A file that is read in pieces. */
export interface BulkFile {
  /** Its name in messages: the path, or the address without query and credentials. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /**
   * Returns exactly the bytes from `start` up to `end`, which must be inside the file.
   * @throws Fault INPUT_UNREADABLE if they are no longer there, and what reading throws.
   */
  read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array>;
  close(): Promise<void>;
}
