import type { ChosenRun, RunChoice, RunFile, RunPruning } from "@hugginggpt/shared";
import * as sql from "./run-statements.js";

type Query = <Row>(statement: string, values: readonly unknown[]) => Promise<Row[]>;

interface RunOnly {
  readonly run: string;
}

/** Returns what deletes runs from a database, which keeps a list of their files until those are removed, too. */
export function postgresPruning(query: Query): RunPruning {
  return {
    chosen: async function* ({ before, keep }: RunChoice) {
      const [first] = keep === undefined ? [] : await query<RunOnly>(sql.AFTER_LATEST, [keep]);
      for (let last: string | null = null; ; ) {
        const page: ChosenRun[] = await query(sql.CHOSEN, [last, before ?? null, first?.run ?? null]);
        if (page.length === 0) return;
        last = page.at(-1)?.run ?? null;
        yield page;
      }
    },
    forget: async (runs) => (await query<RunOnly>(sql.REMOVE, [runs])).map(({ run }) => run),
    given: async (without) =>
      new Set((await query<{ hash: string }>(sql.GIVEN, [without])).map(({ hash }) => hash)),
    left: async function* (without) {
      for (let last: RunFile | undefined = { run: "", name: "" }; ; ) {
        const page: RunFile[] = await query(sql.LEFT_FILES, [without, last.run, last.name]);
        last = page.at(-1);
        if (!last) return;
        yield page;
      }
    },
    removed: async (files) => {
      await query(sql.FILES_REMOVED, [files.map(({ run }) => run), files.map(({ name }) => name)]);
    },
  };
}
