import type { RankingFacts } from "@hugginggpt/shared";
import { lengthFactorOf, popularityOf, type Rateable, type Traits, traitsOf } from "./rateable.js";

const NONE = 0;
// A record of one row, so that a search touches one place in memory for it: its downloads, a number of 64 bits, then
// numbers of 32 bits. Places are counted in numbers of their width.
const RECORD_BYTES = 24;
const WIDE = RECORD_BYTES / 8;
const NARROW = RECORD_BYTES / 4;
const [TRAITS, WORDS, ID_AT, ID_LENGTH] = [2, 3, 4, 5];

/**
 * The facts of models by row, in some 60 bytes each, most of them the id: those of a million stay in memory, where an
 * object each would take ten times as much. Row numbers are small and never used again, so that a list by row serves.
 */
export class FactColumns {
  /** What several models have in common is kept once; number 0 stands for a row that is not known. */
  readonly #traits: (Traits | null)[] = [null];
  readonly #numbers = new Map<string, number>();
  #downloads = new Float64Array(0);
  /** The same memory as numbers of 32 bits. */
  #records = new Uint32Array(0);
  #ids = Buffer.alloc(0);
  #idBytes = 0;

  /** Different traits that are held. */
  get variety(): number {
    return this.#traits.length - 1;
  }

  has(row: number): boolean {
    return (this.#records[row * NARROW + TRAITS] ?? NONE) !== NONE;
  }

  /** Returns what is known of a row; undefined where nothing is. */
  get(row: number): Rateable | undefined {
    const at = row * NARROW;
    const traits = this.#traits[this.#records[at + TRAITS] ?? NONE];
    if (!traits) return undefined;
    return new StoredFacts(
      this,
      row,
      traits,
      this.#downloads[row * WIDE] ?? 0,
      this.#records[at + WORDS] ?? 0,
    );
  }

  /** Returns the id of a row that is known. */
  idOf(row: number): string {
    const [at = 0, length = 0] = [
      this.#records[row * NARROW + ID_AT],
      this.#records[row * NARROW + ID_LENGTH],
    ];
    return this.#ids.toString("utf8", at, at + length);
  }

  /** Remembers a model's facts, unless they are known. */
  add(facts: RankingFacts): void {
    const { row, id, downloads, words } = facts;
    if (this.has(row)) return;
    const at = row * NARROW;
    if (at >= this.#records.length) this.#makeRoom(row + 1);
    this.#downloads[row * WIDE] = downloads;
    this.#records[at + TRAITS] = this.#numberOf(traitsOf(facts));
    this.#records[at + WORDS] = words;
    this.#records[at + ID_AT] = this.#idBytes;
    this.#records[at + ID_LENGTH] = this.#addId(id);
  }

  #numberOf(traits: Traits): number {
    const { task, kind, fluency } = traits;
    const key = `${task} ${kind} ${fluency.foreign} ${[...fluency.codes].join(" ")}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#traits.push(traits) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  /** Returns how many bytes the id takes. */
  #addId(id: string): number {
    const length = Buffer.byteLength(id);
    if (this.#idBytes + length > this.#ids.length) {
      const longer = Buffer.alloc(Math.max(2 * this.#ids.length, this.#idBytes + length, 4096));
      longer.set(this.#ids);
      this.#ids = longer;
    }
    this.#idBytes += this.#ids.write(id, this.#idBytes);
    return length;
  }

  #makeRoom(least: number): void {
    const rows = Math.max(least, (2 * this.#downloads.length) / WIDE, 1024);
    const downloads = new Float64Array(rows * WIDE);
    // Copied as numbers of 32 bits: as one of 64 bits, what is none of 64 bits could change.
    const records = new Uint32Array(downloads.buffer);
    records.set(this.#records);
    [this.#downloads, this.#records] = [downloads, records];
  }
}

/** What the columns know of one row. A class, so that all of them have one shape, and the id, hardly ever asked for, is read late. */
class StoredFacts implements Rateable {
  readonly row: number;
  readonly task: Traits["task"];
  readonly fluency: Traits["fluency"];
  readonly kind: Traits["kind"];
  readonly downloads: number;
  readonly popularity: number;
  readonly lengthFactor: number;
  readonly #columns: FactColumns;

  constructor(columns: FactColumns, row: number, traits: Traits, downloads: number, words: number) {
    this.#columns = columns;
    this.row = row;
    this.task = traits.task;
    this.fluency = traits.fluency;
    this.kind = traits.kind;
    this.downloads = downloads;
    this.popularity = popularityOf(downloads);
    this.lengthFactor = lengthFactorOf(words);
  }

  get id(): string {
    return this.#columns.idOf(this.row);
  }
}
