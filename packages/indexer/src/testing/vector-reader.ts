import type { RegistryReader, StoredVector } from "@hugginggpt/shared";

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
