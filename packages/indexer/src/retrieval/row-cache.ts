/**
 * Remembers what was read of models from one state of the registry, by row. It holds `limit` of them at most; the next
 * one has all others forgotten. Row numbers are small and never used again, so that a list by row serves.
 */
export class RowCache<Value> {
  readonly #limit: number;
  #values: (Value | undefined)[] = [];
  #count = 0;
  #version: string | null = null;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Forgets everything unless it is of this state. */
  at(version: string): this {
    if (version !== this.#version) this.#forget();
    this.#version = version;
    return this;
  }

  /** Returns what is remembered of a row; undefined where nothing is. */
  get(row: number): Value | undefined {
    return this.#values[row];
  }

  set(row: number, value: Value): void {
    if (this.#count >= this.#limit) this.#forget();
    if (row >= this.#values.length) this.#makeRoom(row + 1);
    if (this.#values[row] === undefined) this.#count++;
    this.#values[row] = value;
  }

  /** A list of a length given at once stays a list for the engine; one that grows by leaps becomes a dictionary. */
  #makeRoom(length: number): void {
    const longer = new Array<Value | undefined>(Math.max(length, this.#values.length * 2, 1024));
    for (let row = 0; row < this.#values.length; row++) longer[row] = this.#values[row];
    this.#values = longer;
  }

  #forget(): void {
    this.#values = [];
    this.#count = 0;
  }
}
