import type { IndexGeneration, IndexGenerations, IndexParams } from "../ports/index-generations.js";

/** Published index files, remembered in memory. */
export class MemoryIndexGenerations implements IndexGenerations {
  all: IndexGeneration[] = [];

  async live<Kind extends IndexParams["kind"]>(kind: Kind) {
    const found = this.all.filter(({ params }) => params.kind === kind).at(-1) ?? null;
    // The cast: the filter above, which the compiler does not follow.
    return found as IndexGeneration<Extract<IndexParams, { kind: Kind }>> | null;
  }

  async next(): Promise<number> {
    return this.all.length + 1;
  }

  async publish(generation: IndexGeneration): Promise<readonly string[]> {
    this.all.push(generation);
    const same = this.all.filter(({ params }) => params.kind === generation.params.kind);
    return same.slice(0, -2).map(({ file }) => file);
  }
}
