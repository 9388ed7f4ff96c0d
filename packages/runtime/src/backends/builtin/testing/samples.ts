import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Returns a sample text of the tests by its name in `samples`, or the article of the demonstration. */
export function sample(name: string): string {
  const path = name === "article" ? "../../../../../../data/examples/article.txt" : `./samples/${name}.txt`;
  return readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");
}

/** The names of all sample texts. */
export const SAMPLES: readonly string[] = [
  "article",
  "business",
  "complaint",
  "dialogue",
  "email",
  "manual",
  "minutes",
  "news-ferry",
  "notes",
  "review-bad",
  "review-good",
  "science",
  "sport",
  "story",
  "travel",
];
