import { outputText, type PlanJson, requireTask, taskSpec } from "@hugginggpt/shared";
import { type ShownReport, shortPath } from "../render/report-view.js";

/** A reference to a file or to a task's result in an argument. */
const REFERENCE = /<(?:FILE|GENERATED)>-\d+/;

/** A column of a table of results: what one task of the plan returns. */
export interface ResultColumn {
  readonly task: number;
  readonly name: string;
}

/**
 * Returns a column for each task of a plan, under the heading of its result. Tasks with the same heading are
 * distinguished by their words ("What is the total?"), or by number if these are the same too.
 */
export function resultColumns(plan: readonly PlanJson[]): ResultColumn[] {
  const columns = plan.map(({ id, task, args }) => ({
    task: id,
    heading: taskSpec(requireTask(task)).heading,
    words: wordsOf(args),
  }));
  const isOnly = (key: (column: (typeof columns)[number]) => string, of: string): boolean =>
    columns.filter((column) => key(column) === of).length === 1;
  return columns.map(({ task, heading, words }) => {
    if (isOnly((column) => column.heading, heading)) return { task, name: heading };
    const isUnique = words !== "" && isOnly((column) => column.words, words);
    return { task, name: isUnique ? words : `${heading} [${task}]` };
  });
}

/**
 * Returns the results of a run's tasks, one cell per column: their text, else the paths of their files relative to
 * `folder`; null if one of them has no result.
 */
export function resultCells(
  columns: readonly ResultColumn[],
  report: ShownReport,
  folder: string,
): string[] | null {
  const cells = columns.map(({ task }) => {
    const found = report.tasks.find(({ id, status }) => id === task && status === "succeeded");
    const paths = found?.artifacts.map(({ path }) => shortPath(path, folder)) ?? [];
    return found ? outputText(found.output) || paths.join(", ") : null;
  });
  return cells.every((cell) => cell !== null) ? cells : null;
}

function wordsOf(args: PlanJson["args"]): string {
  const words = Object.values(args).filter((value) => typeof value === "string" && !REFERENCE.test(value));
  return words.join(", ").replace(/\s+/g, " ");
}
