import type { TaskId } from "../tasks/task-id.js";

/**
 * One kind of work within a task. Words stand between commas: `sentiment*` is any word that begins so, `ner` a whole
 * word (its plural included), `speech to text` words that follow each other, `language + detect*` two of these that
 * stand near each other, in any order. Chinese, Japanese and Korean words are found anywhere.
 */
export interface KindRow {
  /** Its English name in needs and profiles, which is also one of its words. */
  readonly kind: string;
  /** Words in names, tags, data sets and cards of its models; requests may use them, too. */
  readonly models: string;
  /** Further words of requests, in English and the large request languages. */
  readonly asks: string;
  /** Whether its models do most of the task's other kinds as well, at lower quality. */
  readonly broad: boolean;
  /** Whether its models do nothing else of the task: they take something more, or are a part of a model. */
  readonly apart: boolean;
}

/** The kinds of work of one task. */
export interface TaskKinds {
  /** The kind that is meant if none is named; absent if there is no default. */
  readonly general?: string;
  /**
   * One row for each kind: `kind | models | asks`, with `(broad)` or `(apart)` after the kind where it is; `asks` can
   * be missing. A long row continues on lines that are indented by four more. Narrow kinds first: where several are
   * asked for, the first counts most.
   */
  readonly rows: string;
}

/** A table of kinds by task; a task without one has no kinds that matter. */
export type KindTable = { readonly [task in TaskId]?: TaskKinds };

/** Returns the kinds of work of one task. */
export function kindRows({ rows }: TaskKinds): readonly KindRow[] {
  return rows
    .trim()
    .split(/\n(?! {10})/)
    .map((row) => {
      const [name = "", models = "", asks = ""] = row.split("|").map((cell) => cell.trim());
      const [, kind = name, reach] = /^(.+) \((broad|apart)\)$/.exec(name) ?? [];
      return { kind, models, asks, broad: reach === "broad", apart: reach === "apart" };
    });
}
