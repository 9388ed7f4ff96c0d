/** Places of the table for each feature, so that it is at most half full. */
const ROOM = 2;
const FIRST = 2048;

/**
 * Sums weights by well-mixed 32-bit hashes, in the order of their first occurrence. A `Map` keeps each sum as an
 * object and takes three times as long: a quarter of a millisecond more for each model of a sync.
 */
export class FeatureSums {
  /** The position of a hash in the lists, counted from 1; 0 for a free place. */
  #places = new Int32Array(ROOM * FIRST);
  #hashes = new Int32Array(FIRST);
  #weights = new Float64Array(FIRST);
  #size = 0;

  add(hash: number, weight: number): void {
    const at = this.#placeOf(hash);
    // The casts here and below: indices within the table and the lists.
    const known = this.#places[at] as number;
    if (known > 0) this.#weights[known - 1] = (this.#weights[known - 1] as number) + weight;
    else if (this.#size < this.#hashes.length) this.#append(at, hash, weight);
    else {
      this.#grow();
      this.#append(this.#placeOf(hash), hash, weight);
    }
  }

  each(take: (hash: number, weight: number) => void): void {
    for (let i = 0; i < this.#size; i++) take(this.#hashes[i] as number, this.#weights[i] as number);
  }

  /** Returns the place of a hash, or the free place for it. */
  #placeOf(hash: number): number {
    const places = this.#places;
    const last = places.length - 1;
    let at = hash & last;
    for (;;) {
      const known = places[at] as number;
      if (known === 0 || this.#hashes[known - 1] === hash) return at;
      at = (at + 1) & last;
    }
  }

  #append(at: number, hash: number, weight: number): void {
    this.#hashes[this.#size] = hash;
    this.#weights[this.#size] = weight;
    this.#places[at] = ++this.#size;
  }

  #grow(): void {
    const [hashes, weights] = [this.#hashes, this.#weights];
    this.#hashes = new Int32Array(2 * hashes.length);
    this.#weights = new Float64Array(2 * hashes.length);
    this.#hashes.set(hashes);
    this.#weights.set(weights);
    this.#places = new Int32Array(ROOM * this.#hashes.length);
    for (let i = 0; i < this.#size; i++) this.#places[this.#placeOf(hashes[i] as number)] = i + 1;
  }
}
