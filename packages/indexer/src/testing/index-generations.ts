import type { IndexGeneration, IndexGenerations, IndexKind } from "../ports/index-generations.js";

/** Published index files, remembered in memory. */
export class MemoryIndexGenerations implements IndexGenerations {
  all: IndexGeneration[] = [];

  async live(kind: IndexKind): Promise<IndexGeneration | null> {
    return this.all.filter((one) => one.kind === kind).at(-1) ?? null;
  }

  async next(): Promise<number> {
    return this.all.length + 1;
  }

  async publish(generation: IndexGeneration): Promise<readonly string[]> {
    this.all.push(generation);
    const same = this.all.filter(({ kind }) => kind === generation.kind);
    return same.slice(0, -2).map(({ file }) => file);
  }
}
