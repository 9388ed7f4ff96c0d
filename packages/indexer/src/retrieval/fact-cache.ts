import type { RankingFacts, RegistryReader } from "@hugginggpt/shared";
import { FactColumns } from "./fact-columns.js";
import type { Rateable } from "./rateable.js";

/** Rows that a search reads ahead, where it has to read some anyway: a row in its order takes a third of a scattered one. */
const AHEAD = 2000;
/** Different traits that are kept at most, some 500 bytes each; invented languages could make them as many as models. */
const MAX_VARIETY = 50_000;

/** Remembers the facts of models from one state of the registry: those that searches ask for and, little by little, all. */
export class FactCache {
  readonly #reader: Pick<RegistryReader, "facts" | "factsAfter">;
  #version: string | null = null;
  #columns = new FactColumns();
  /** The last row that was read ahead; infinite once there are no more. */
  #ahead = 0;

  constructor(reader: Pick<RegistryReader, "facts" | "factsAfter">) {
    this.#reader = reader;
  }

  /** Forgets everything unless it is of this state. */
  at(version: string): this {
    if (version !== this.#version || this.#columns.variety > MAX_VARIETY) {
      this.#columns = new FactColumns();
      this.#ahead = 0;
    }
    this.#version = version;
    return this;
  }

  /** Returns one item a row, in their order; rows that are gone are left out. */
  async of(rows: readonly number[], readAhead: boolean): Promise<readonly Rateable[]> {
    const columns = this.#columns;
    const known = rows.map((row) => columns.get(row));
    if (!known.includes(undefined)) return known.filter((item) => item !== undefined);
    addAll(columns, await this.#reader.facts(rows.filter((_, i) => known[i] === undefined)));
    if (readAhead) await this.#readAhead(columns);
    return rows.map((row) => columns.get(row)).filter((item) => item !== undefined);
  }

  async #readAhead(columns: FactColumns): Promise<void> {
    if (this.#ahead === Number.POSITIVE_INFINITY) return;
    const facts = await this.#reader.factsAfter(this.#ahead, AHEAD);
    addAll(columns, facts);
    if (columns !== this.#columns) return;
    this.#ahead = facts.length < AHEAD ? Number.POSITIVE_INFINITY : (facts.at(-1)?.row ?? this.#ahead);
  }
}

function addAll(columns: FactColumns, facts: readonly RankingFacts[]): void {
  for (const one of facts) columns.add(one);
}
