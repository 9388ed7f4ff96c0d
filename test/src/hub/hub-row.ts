import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What the Hub knows of a model: the item of its listing with every field, and the card. */
export interface HubRow {
  readonly item: HubItem;
  /** README.md; null where the repository has none. */
  readonly readme: string | null;
  /** The repository's other files by path. Absent: none. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

/** An item of the listing. Fields beyond these are passed through as they are. */
export interface HubItem {
  readonly _id: string;
  readonly id: string;
  readonly [field: string]: unknown;
}

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** Where the development corpus of real models lies, beside the repository; it may be absent. */
export const CORPUS_FILE = join(ROOT, "..", "shared", "corpus", "hub-models.jsonl");

/** Where the committed models lie, which are invented. */
export const INVENTED_FILE = join(ROOT, "test", "data", "invented-models.jsonl");

/** Returns the models of a file of JSON lines `{item, readme}`. Blank lines are skipped. */
export function readHubRows(file: string): HubRow[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index) => asRow(JSON.parse(line), `${file}:${index + 1}`));
}

/** Returns the real models of the corpus where it lies beside the repository, else the invented ones. */
export function defaultHubRows(): { readonly rows: HubRow[]; readonly from: "corpus" | "invented" } {
  return existsSync(CORPUS_FILE)
    ? { rows: readHubRows(CORPUS_FILE), from: "corpus" }
    : { rows: readHubRows(INVENTED_FILE), from: "invented" };
}

function asRow(value: unknown, where: string): HubRow {
  if (isRecord(value) && isRecord(value.item)) {
    const { _id, id } = value.item;
    if (typeof _id === "string" && typeof id === "string") {
      return {
        item: { ...value.item, _id, id },
        readme: typeof value.readme === "string" ? value.readme : null,
      };
    }
  }
  throw new Error(`${where}: no line of the form {"item":{"_id","id",...},"readme"}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
