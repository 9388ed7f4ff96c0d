import type { StoredVector, VectorReader } from "../ports/vector-reader.js";

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

/** Stored vectors that a test sets, in memory; a model's id is its number. */
export class MemoryVectors implements VectorReader {
  #vectors: StoredVector[] = [];
  #seq = 0;
  /** How many vectors were read so far. */
  read = 0;

  /** Writes a vector, the newest of all. */
  put(model: number | string, values: readonly number[]): void {
    this.remove(model);
    this.#vectors.push({ id: String(model), seq: ++this.#seq, values: Float32Array.from(values) });
  }

  remove(model: number | string): void {
    this.#vectors = this.#vectors.filter(({ id }) => id !== String(model));
  }

  get vectors(): readonly StoredVector[] {
    return this.#vectors;
  }

  /** Returns the k models most like a vector, by a plain scan; of these only, where some are given. */
  nearest(wanted: readonly number[], k: number, models: readonly number[] | null = null): number[] {
    return this.#vectors
      .map(({ id, values }) => ({
        model: Number(id),
        similarity: wanted.reduce((sum, x, i) => sum + x * (values[i] ?? 0), 0),
      }))
      .filter(({ model }) => models === null || models.includes(model))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, k)
      .map(({ model }) => model);
  }

  async embedder() {
    return { name: "test", dimension: this.#vectors[0]?.values.length ?? 0 };
  }

  async state() {
    return { count: this.#vectors.length, lastSeq: Math.max(0, ...this.#vectors.map(({ seq }) => seq)) };
  }

  async after(seq: number, limit: number) {
    return this.#counted(this.#vectors.filter((vector) => vector.seq > seq).slice(0, limit));
  }

  async of(ids: readonly string[]) {
    return this.#counted(this.#vectors.filter(({ id }) => ids.includes(id)));
  }

  async keys() {
    return this.#vectors.map(({ id, seq }) => ({ id, seq }));
  }

  #counted(vectors: readonly StoredVector[]): readonly StoredVector[] {
    this.read += vectors.length;
    return vectors;
  }
}
