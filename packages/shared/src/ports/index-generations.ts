/** What an index file must have been built with to be of use. */
export interface IndexParams {
  readonly embedder: string;
  readonly dimension: number;
  readonly space: "ip";
  readonly m: number;
  readonly efConstruction: number;
}

/** One published index file. */
export interface IndexGeneration {
  /** 1 for the first. */
  readonly generation: number;
  /** File name, without a folder. */
  readonly file: string;
  /** Vectors with a greater `seq` are not in it. */
  readonly lastSeq: number;
  readonly count: number;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly params: IndexParams;
}

/** Remembers which index files are published; the newest is live, the one before it is kept, older ones are retired. */
export interface IndexGenerations {
  /** The live generation; null where none is published. */
  live(): Promise<IndexGeneration | null>;
  /** Number for the next generation: greater than every one so far. */
  next(): Promise<number>;
  /** Makes a generation live and returns the file names that are no longer needed. */
  publish(generation: IndexGeneration): Promise<readonly string[]>;
}
