import { join } from "node:path";
import type {
  FieldWeights,
  IndexGeneration,
  IndexGenerations,
  RegistryReader,
  WordScores,
  WordsParams,
} from "@hugginggpt/shared";
import { unreadable } from "../index-files/file-checksum.js";
import { WordFile, WordFileError } from "./word-file.js";

export interface WordFilesOptions {
  readonly reader: RegistryReader;
  readonly generations: IndexGenerations;
  /** Where index files lie. */
  readonly folder: string;
}

/** Returns whether a generation is of these weights and of the texts as they are now. */
export async function isOfNow(
  { params }: IndexGeneration<WordsParams>,
  weights: FieldWeights,
  reader: RegistryReader,
): Promise<boolean> {
  const same = Object.entries({ ...weights }).every(([field, weight]) => {
    return Object.entries({ ...params.weights }).some(([name, value]) => name === field && value === weight);
  });
  return same && params.directory !== undefined && params.textVersion === (await reader.textVersion());
}

/** Keeps the published file of terms open while it is of use. */
export class WordFiles {
  readonly #options: WordFilesOptions;
  #open: { readonly generation: number; readonly name: string; readonly file: WordFile } | null = null;
  #broken: { readonly generation: number; readonly note: string } | null = null;

  constructor(options: WordFilesOptions) {
    this.#options = options;
  }

  /** What the user should know: a file that is broken. */
  get note(): string | null {
    return this.#broken?.note ?? null;
  }

  /** Returns the file where a sound one of these weights and of the present texts is published; else null. */
  async current(weights: FieldWeights): Promise<WordFile | null> {
    const { reader, generations, folder } = this.#options;
    const live = await generations.live("words");
    if (live === null || !(await isOfNow(live, weights, reader))) return null;
    const { generation } = live;
    if (this.#open?.generation === generation) return this.#open.file;
    if (this.#broken?.generation === generation) return null;
    this.close();
    try {
      this.#open = { generation, name: live.file, file: WordFile.open(join(folder, live.file), live) };
      return this.#open.file;
    } catch (error) {
      this.#break(generation, live.file, error);
      return null;
    }
  }

  /** Returns what a term adds by the open file; null where none is open, or where it proves broken: then it is closed. */
  scores(term: string): WordScores | null {
    if (this.#open === null) return null;
    const { generation, name, file } = this.#open;
    try {
      return file.scores(term);
    } catch (error) {
      this.close();
      this.#break(generation, name, error);
      return null;
    }
  }

  /** @throws what does not say that the file is broken. */
  #break(generation: number, name: string, error: unknown): void {
    const problem = error instanceof WordFileError ? error.message : unreadable(error);
    const note = `the index file ${name} ${problem}. It is left alone; \`indexer sync\` builds it again.`;
    this.#broken = { generation, note };
  }

  /** Closes the file; the next `current` opens it again. */
  close(): void {
    this.#open?.file.close();
    this.#open = null;
    this.#broken = null;
  }
}
