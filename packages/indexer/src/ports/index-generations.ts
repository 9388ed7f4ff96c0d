/** What an index file of HNSW must have been built with to be of use. */
export interface HnswParams {
  readonly kind: "hnsw";
  readonly embedder: string;
  readonly dimension: number;
  readonly space: "ip";
  readonly m: number;
  readonly efConstruction: number;
}

/** The same of a file of vectors in 8 bits a number, which is scanned. */
export interface Int8Params {
  readonly kind: "int8";
  readonly embedder: string;
  readonly dimension: number;
}

export type IndexParams = HnswParams | Int8Params;

/** One published index file. */
export interface IndexGeneration<Params extends IndexParams = IndexParams> {
  /** 1 for the first of any kind. */
  readonly generation: number;
  /** File name, without a folder. */
  readonly file: string;
  /** Vectors with a greater `seq` are not in it. */
  readonly lastSeq: number;
  /** Vectors. */
  readonly count: number;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly params: Params;
}

/**
 * Remembers which index files are published. Of each kind the newest is live, the one before it is kept, older ones are
 * retired.
 */
export interface IndexGenerations {
  /** The live generation of a kind; null if none is published. */
  live<Kind extends IndexParams["kind"]>(
    kind: Kind,
  ): Promise<IndexGeneration<Extract<IndexParams, { kind: Kind }>> | null>;
  /** Number for the next generation: greater than every one so far. */
  next(): Promise<number>;
  /** Makes a generation live and returns the file names that are no longer needed. */
  publish(generation: IndexGeneration): Promise<readonly string[]>;
}
