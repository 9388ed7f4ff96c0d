import { parseJson } from "@hugginggpt/shared";
import { readRegular } from "@hugginggpt/shared/files";

/** Configurations of models have a few kilobytes. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Returns the value in a JSON file; null or undefined if it is missing, unreadable, not JSON, or larger than 16 MiB. */
export async function readJson(path: string): Promise<unknown> {
  const bytes = await readRegular(path, MOST_BYTES).catch(() => null);
  return bytes && parseJson(bytes.toString("utf8"));
}
