import type { RegistryReader, StoredVector } from "@hugginggpt/shared";

/** Returns a vector of length 1 that looks random and is the same in every run. */
export function unitVector(seed: number, dimension: number): number[] {
  let state = seed * 2_654_435_761 + 1;
  const values = Array.from({ length: dimension }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}

/** The part of a registry's read side that vector searches use, over vectors that a test sets. */
export class VectorReader {
  #vectors: StoredVector[] = [];
  #version = 0;
  #seq = 0;
  /** How many vectors were read so far. */
  read = 0;

  /** Writes a vector, the newest of all. */
  put(row: number, values: readonly number[]): void {
    this.remove(row);
    this.#vectors.push({ row, seq: ++this.#seq, values: Float32Array.from(values) });
  }

  remove(row: number): void {
    this.#version++;
    this.#vectors = this.#vectors.filter((vector) => vector.row !== row);
  }

  get vectors(): readonly StoredVector[] {
    return this.#vectors;
  }

  /** Returns the k rows most like a vector, by a plain scan; of these rows only, where rows are given. */
  nearest(wanted: readonly number[], k: number, rows: readonly number[] | null = null): number[] {
    return this.#vectors
      .filter(({ row }) => rows === null || rows.includes(row))
      .map(({ row, values }) => ({
        row,
        similarity: wanted.reduce((sum, x, i) => sum + x * (values[i] ?? 0), 0),
      }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, k)
      .map(({ row }) => row);
  }

  /** Returns a reader that answers for vectors and fails for everything else. */
  asReader(): RegistryReader {
    const wanted: Partial<RegistryReader> = {
      vectorVersion: async () => this.#version,
      vectorState: async () => ({
        count: this.#vectors.length,
        lastSeq: this.#seq,
      }),
      vectorsAfter: async (seq, limit) =>
        this.#counted(
          this.#vectors
            .filter((vector) => vector.seq > seq)
            .sort((a, b) => a.seq - b.seq)
            .slice(0, limit),
        ),
      vectorsAt: async (rows) => this.#counted(this.#vectors.filter(({ row }) => rows.includes(row))),
      vectorRows: async () => this.#vectors.map(({ row }) => row).sort((a, b) => a - b),
      embedder: async () => ({ name: "test", dimension: this.#vectors[0]?.values.length ?? 0 }),
    };
    // A test double: whatever is not set here must not be called.
    return wanted as RegistryReader;
  }

  #counted(vectors: readonly StoredVector[]): readonly StoredVector[] {
    this.read += vectors.length;
    return vectors;
  }
}
