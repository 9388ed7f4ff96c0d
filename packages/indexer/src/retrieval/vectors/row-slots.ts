const NONE = -1;

/** Which row of the store lies in which slot of a matrix. Row numbers are never used again, so that a list by row serves. */
export class RowSlots {
  #rows: Int32Array = new Int32Array(0);
  #slots: Int32Array = new Int32Array(0);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The rows by slot; useless after the next change. */
  get rows(): Int32Array {
    return this.#rows.subarray(0, this.#size);
  }

  /** Returns the row of a slot. */
  rowAt(slot: number): number {
    return this.#rows[slot] ?? NONE;
  }

  /** Returns the slot of a row; -1 where it has none. */
  slotOf(row: number): number {
    return this.#slots[row] ?? NONE;
  }

  /** Gives a row the next slot, and returns that. */
  add(row: number): number {
    const slot = this.#size++;
    if (slot >= this.#rows.length) this.#rows = grown(this.#rows, slot + 1);
    this.#place(row, slot);
    return slot;
  }

  /** Takes rows as they lie in a file: the first in slot 0. */
  restore(rows: Int32Array): void {
    this.#rows = rows;
    this.#size = rows.length;
    let last = 0;
    for (let slot = 0; slot < rows.length; slot++) last = Math.max(last, rows[slot] ?? 0);
    const slots = new Int32Array(last + 1).fill(NONE);
    for (let slot = 0; slot < rows.length; slot++) slots[rows[slot] ?? 0] = slot;
    this.#slots = slots;
  }

  /** Takes a row's slot away; returns it, and the last slot, whose row now has it. The same two where it was the last. */
  remove(row: number): { readonly slot: number; readonly last: number } {
    const slot = this.slotOf(row);
    const last = this.#size - 1;
    this.#place(this.rowAt(last), slot);
    this.#slots[row] = NONE;
    this.#size = last;
    return { slot, last };
  }

  #place(row: number, slot: number): void {
    if (row >= this.#slots.length) {
      const from = this.#slots.length;
      this.#slots = grown(this.#slots, row + 1);
      this.#slots.fill(NONE, from);
    }
    this.#rows[slot] = row;
    this.#slots[row] = slot;
  }
}

function grown(list: Int32Array, least: number): Int32Array {
  const longer = new Int32Array(Math.max(least, list.length * 2, 1024));
  longer.set(list);
  return longer;
}
