import { join } from "node:path";
import type { Check, FieldWeights } from "@hugginggpt/shared";
import { fileProblem } from "../index-files/file-checksum.js";
import { isOfNow, type WordFilesOptions } from "./word-files.js";

/** Returns whether the published file of terms is as it was published; nothing where none is. */
export async function checkWords(
  options: WordFilesOptions & { readonly weights: FieldWeights },
): Promise<Check[]> {
  const { reader, generations, folder, weights } = options;
  const name = "index file (words)";
  const live = await generations.live("words");
  if (live === null) return [];
  const { file, generation, count } = live;
  const problem = await fileProblem(join(folder, file), live);
  if (problem !== null)
    return [{ name, ok: false, detail: `${file} ${problem}`, next: "Run `indexer rebuild`." }];
  const isCurrent = await isOfNow(live, weights, reader);
  const age = isCurrent ? "its checksum fits" : "texts changed since; searches do without";
  return [{ name, ok: true, detail: `generation ${generation}, ${count} terms, ${age}` }];
}
