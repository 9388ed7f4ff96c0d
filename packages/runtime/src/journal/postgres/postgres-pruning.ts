import type { ChosenRun, RunChoice, RunFile, RunPruning } from "@hugginggpt/shared";
import * as sql from "./run-statements.js";

type Query = <Row>(statement: string, values: readonly unknown[]) => Promise<Row[]>;

/** Deletes runs from a database, which keeps a list of their files until those are removed, too. */
export class PostgresPruning implements RunPruning {
  readonly #query: Query;

  constructor(query: Query) {
    this.#query = query;
  }

  async *chosen({ before, keep }: RunChoice): AsyncGenerator<readonly ChosenRun[], void, void> {
    const [first] = keep === undefined ? [] : await this.#query<RunOnly>(sql.AFTER_LATEST, [keep]);
    for (let last: string | null = null; ; ) {
      const values = [last, before ?? null, first?.run ?? null];
      const page: ChosenRun[] = await this.#query<ChosenRun>(sql.CHOSEN, values);
      if (page.length === 0) return;
      last = page.at(-1)?.run ?? null;
      yield page;
    }
  }

  async forget(runs: readonly string[]): Promise<readonly string[]> {
    return (await this.#query<RunOnly>(sql.REMOVE, [runs])).map(({ run }) => run);
  }

  async given(without: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set((await this.#query<{ hash: string }>(sql.GIVEN, [without])).map(({ hash }) => hash));
  }

  async *left(without: readonly string[]): AsyncGenerator<readonly RunFile[], void, void> {
    for (let last: RunFile = { run: "", name: "" }; ; ) {
      const page: RunFile[] = await this.#query<RunFile>(sql.LEFT_FILES, [without, last.run, last.name]);
      const end = page.at(-1);
      if (!end) return;
      last = end;
      yield page;
    }
  }

  async removed(files: readonly RunFile[]): Promise<void> {
    const values = [files.map(({ run }) => run), files.map(({ name }) => name)];
    await this.#query(sql.FILES_REMOVED, values);
  }
}

interface RunOnly {
  readonly run: string;
}
