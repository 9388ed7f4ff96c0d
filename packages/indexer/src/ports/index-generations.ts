/** HNSW is walked; vectors in 8 bits a number are scanned. */
export type IndexKind = "hnsw" | "int8";

/** What an index file holds. */
export interface WrittenIndex {
  readonly kind: IndexKind;
  /** What it was built with, as JSON: a search can use a file only if the same text is what it needs. */
  readonly params: string;
  /** Vectors with a greater `seq` are not in it. */
  readonly lastSeq: number;
  /** Vectors. */
  readonly count: number;
}

/** One published index file. */
export interface IndexGeneration extends WrittenIndex {
  /** 1 for the first of any kind. */
  readonly generation: number;
  /** File name, without a folder. */
  readonly file: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/**
 * Remembers which index files are published. Of each kind the newest is live, the one before it is kept, older ones are
 * retired.
 */
export interface IndexGenerations {
  /** The live generation of a kind; null if none is published. */
  live(kind: IndexKind): Promise<IndexGeneration | null>;
  /** Number for the next generation: greater than every one so far. */
  next(): Promise<number>;
  /** Makes a generation live and returns the file names that are no longer needed. */
  publish(generation: IndexGeneration): Promise<readonly string[]>;
}
