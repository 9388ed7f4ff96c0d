import type { RankingFacts } from "@hugginggpt/shared";
import { lengthFactorOf, popularityOf, type Rateable, type Traits, traitsOf } from "./rateable.js";

const NONE = 0;

/**
 * The facts of models by row, in some 60 bytes each, most of them the id: those of a million stay in memory, where an
 * object each would take ten times as much. Row numbers are small and never used again, so that lists by row serve.
 */
export class FactColumns {
  /** What several models have in common is kept once; number 0 stands for a row that is not known. */
  readonly #traits: (Traits | null)[] = [null];
  readonly #numbers = new Map<string, number>();
  #traitOf = new Uint32Array(0);
  #downloads = new Float64Array(0);
  #words = new Uint32Array(0);
  #idAt = new Uint32Array(0);
  #idLength = new Uint16Array(0);
  #ids = Buffer.alloc(0);
  #idBytes = 0;

  /** Different traits that are held. */
  get variety(): number {
    return this.#traits.length - 1;
  }

  has(row: number): boolean {
    return (this.#traitOf[row] ?? NONE) !== NONE;
  }

  /** Returns what is known of a row; undefined where nothing is. */
  get(row: number): Rateable | undefined {
    const traits = this.#traits[this.#traitOf[row] ?? NONE];
    if (!traits) return undefined;
    const downloads = this.#downloads[row] ?? 0;
    const idOf = () => this.#idOf(row);
    return {
      row,
      task: traits.task,
      fluency: traits.fluency,
      kind: traits.kind,
      downloads,
      popularity: popularityOf(downloads),
      lengthFactor: lengthFactorOf(this.#words[row] ?? 0),
      /** Hardly ever asked for: it settles ties. */
      get id() {
        return idOf();
      },
    };
  }

  /** Remembers a model's facts, unless they are known. */
  add(facts: RankingFacts): void {
    const { row, id, downloads, words } = facts;
    if (this.has(row)) return;
    if (row >= this.#traitOf.length) this.#makeRoom(row + 1);
    this.#traitOf[row] = this.#numberOf(traitsOf(facts));
    this.#downloads[row] = downloads;
    this.#words[row] = words;
    this.#addId(row, id);
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

  #addId(row: number, id: string): void {
    const length = Buffer.byteLength(id);
    if (this.#idBytes + length > this.#ids.length) {
      const longer = Buffer.alloc(Math.max(2 * this.#ids.length, this.#idBytes + length, 4096));
      longer.set(this.#ids);
      this.#ids = longer;
    }
    this.#ids.write(id, this.#idBytes);
    this.#idAt[row] = this.#idBytes;
    this.#idLength[row] = length;
    this.#idBytes += length;
  }

  #idOf(row: number): string {
    const at = this.#idAt[row] ?? 0;
    return this.#ids.toString("utf8", at, at + (this.#idLength[row] ?? 0));
  }

  #makeRoom(least: number): void {
    const length = Math.max(least, 2 * this.#traitOf.length, 1024);
    this.#traitOf = longer(this.#traitOf, new Uint32Array(length));
    this.#downloads = longer(this.#downloads, new Float64Array(length));
    this.#words = longer(this.#words, new Uint32Array(length));
    this.#idAt = longer(this.#idAt, new Uint32Array(length));
    this.#idLength = longer(this.#idLength, new Uint16Array(length));
  }
}

type List = Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

function longer<Numbers extends List>(numbers: Numbers, target: Numbers): Numbers {
  target.set(numbers);
  return target;
}
