import { join } from "node:path";
import type { FieldWeights, RegistryReader } from "@hugginggpt/shared";
import { fileProblem } from "../index-files/file-checksum.js";
import { publishFile } from "../index-files/publish-file.js";
import { hashOfDirectory } from "./term-directory.js";
import { isOfNow, type WordFilesOptions } from "./word-files.js";
import { writeWordFile } from "./write-word-file.js";

/** Below this many models the full-text table answers any word in a millisecond. */
const WORDS_FROM = 5000;

export interface PublishWordsOptions extends WordFilesOptions {
  readonly weights: FieldWeights;
  /** Models from which a file is written. Default 5,000. */
  readonly wordsFrom?: number;
  /** Writes the file anew, also where it is sound and up to date. */
  readonly anew?: boolean;
  /** Writes the file of the database's terms, and tells of which state of the texts. Absent: the reader's are written. */
  readonly write?: WriteWords | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type WriteWords = (
  weights: FieldWeights,
  path: string,
  signal?: AbortSignal,
) => Promise<{ readonly count: number; readonly textVersion: string }>;

/**
 * Publishes a file of what every term adds to the score of models, where the texts changed since the last one or that is
 * damaged; returns whether it did. Only the holder of the writer lock may call it.
 * @throws the signal's reason when aborted; errors of the file system as they come.
 */
export async function publishWords(options: PublishWordsOptions): Promise<boolean> {
  const { reader, generations, folder, weights, wordsFrom = WORDS_FROM, anew, signal } = options;
  const write = options.write ?? writerOf(reader);
  if ((await reader.count({})) < wordsFrom) return false;
  const live = await generations.live("words");
  const isCurrent = live !== null && (await isOfNow(live, weights, reader));
  if (isCurrent && !anew && (await fileProblem(join(folder, live.file), live)) === null) return false;
  await publishFile(generations, folder, async (path) => {
    const { count, textVersion } = await write(weights, path, signal);
    const directory = hashOfDirectory(path, count);
    return { params: { kind: "words", weights, textVersion, directory }, count, lastSeq: 0 };
  });
  return true;
}

function writerOf(reader: RegistryReader): WriteWords {
  return async (weights, path, signal) => {
    let textVersion = "";
    const begin = (version: string) => {
      textVersion = version;
    };
    return { count: await writeWordFile(path, reader.termScores(weights, begin, signal)), textVersion };
  };
}
