import { appendFile } from "node:fs/promises";
import { csvLine } from "@hugginggpt/runtime";
import { describeError, Fault } from "@hugginggpt/shared";
import { readRegular, requireReader } from "@hugginggpt/shared/files";
import { tableFromText } from "@hugginggpt/shared/tables";

const MAX_BYTES = 64 * 1024 * 1024;
/** The column of the files. */
const FILE = "file";

/** A CSV file that gets a row for each file whose results are there. */
export class ResultTable {
  readonly #path: string;
  readonly #header: string;
  readonly #done: ReadonlySet<string>;
  /** The text before the next line: a line end if the last line has none. */
  #before: string;

  private constructor(path: string, text: string) {
    this.#path = path;
    this.#header = text.split(/\r?\n/)[0] ?? "";
    this.#done = new Set(filesOf(text));
    this.#before = text === "" || text.endsWith("\n") ? "" : "\r\n";
  }

  /** Opens the table at a path; a missing one is empty. @throws Fault DISK if it cannot be read. */
  static async open(path: string): Promise<ResultTable> {
    const bytes = await readTable(path).catch((error: unknown) => refuse(path, error));
    return new ResultTable(path, bytes?.toString("utf8").replace(/^\ufeff/, "") ?? "");
  }

  /** Whether a file had its row when the table was opened. */
  has(file: string): boolean {
    const [written] = filesOf(csvLine([FILE, ""]) + csvLine([file, ""]));
    return written !== undefined && this.#done.has(written);
  }

  /**
   * Defines the columns after that of the files, and writes them if the table is empty.
   * @throws Fault USAGE if it has other columns, DISK.
   */
  async begin(columns: readonly string[]): Promise<void> {
    const header = csvLine([FILE, ...columns]);
    if (this.#header === "") await this.#append(header);
    else if (this.#header !== header.trimEnd())
      throw new Fault("USAGE", `${this.#path} has other columns than this request gives`, {
        wanted: this.#header,
        came: header.trimEnd(),
        next: "Name another file, or give the plan that it was made by with --plan.",
      });
  }

  /** Appends a row. @throws Fault DISK. */
  async add(file: string, cells: readonly string[]): Promise<void> {
    await this.#append(csvLine([file, ...cells]));
  }

  async #append(text: string): Promise<void> {
    await appendFile(this.#path, this.#before + text).catch((error: unknown) => refuse(this.#path, error));
    this.#before = "";
  }
}

async function readTable(path: string): Promise<Buffer | null> {
  const bytes = await readRegular(path, MAX_BYTES);
  if (bytes === null) requireReader(path);
  return bytes;
}

/** Returns the files that have a row, as the table writes them. */
function filesOf(csv: string): readonly string[] {
  const reading = tableFromText(`sep=,\n${csv}`);
  return "table" in reading ? (reading.table[FILE] ?? []) : [];
}

function refuse(path: string, error: unknown): never {
  throw new Fault("DISK", `${path} cannot be read or written`, {
    came: describeError(error),
    next: "Name a file that can be written.",
    cause: error,
  });
}
