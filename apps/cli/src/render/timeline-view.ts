import type { Bar, Timeline, TimelineRow } from "@hugginggpt/runtime";
import { oneLine } from "@hugginggpt/shared";
import { fixed, say, t } from "../lang/words.js";
import type { CliContext } from "../program/cli-context.js";
import { duration } from "./format.js";
import { type Paint, paintFor } from "./paint.js";
import { textWidth } from "./text-width.js";

/** Characters of a bar that takes the whole time. */
const WIDTH = 40;

/** Returns a timeline as lines for a person: a row of bars for each stage and task, and who was at it below. */
export function timelineLines(timeline: Timeline, context: CliContext): string[] {
  const paint = paintFor(context.out, context.env);
  const names = timeline.rows.map(rowName);
  const width = Math.max(0, ...names.map(textWidth));
  const rows = timeline.rows.flatMap((row, i) => [
    `${names[i] ?? ""}${" ".repeat(Math.max(0, width - textWidth(names[i] ?? "")))}  ${barText(row, timeline, paint)}  ${timeOf(row)}${statusText(row, paint)}`,
    ...row.bars.flatMap((bar) => attemptLines(bar, width, paint)),
  ]);
  const resumed = timeline.resumedAt.map((ms) => t`Resumed after ${duration(ms)}.`);
  return [...rows, ...resumed];
}

function rowName({ name, task }: TimelineRow): string {
  return task === null ? fixed(name) : `[${task}] ${name}`;
}

function barText({ bars }: TimelineRow, { totalMs }: Timeline, paint: Paint): string {
  const cells = Array.from({ length: WIDTH }, () => paint.dim("·"));
  const scale = WIDTH / Math.max(1, totalMs);
  for (const { from, to, state } of bars) {
    const first = Math.min(WIDTH - 1, Math.floor(from * scale));
    // What took less than a cell is there all the same.
    const last = Math.max(first, Math.min(WIDTH, Math.ceil(to * scale)) - 1);
    const cell = state === "ok" ? paint.green("█") : state === "failed" ? paint.red("▒") : paint.yellow("░");
    cells.fill(cell, first, last + 1);
  }
  return cells.join("");
}

function timeOf({ bars }: TimelineRow): string {
  return bars.length === 0 ? "" : duration(bars.reduce((sum, { from, to }) => sum + to - from, 0));
}

function statusText({ status, task }: TimelineRow, paint: Paint): string {
  if (task === null) return "";
  if (status === "succeeded") return `  ${paint.green(t`succeeded`)}`;
  return `  ${paint.red(status === null ? t`not finished` : fixed(status))}`;
}

function attemptLines({ by, from, to, error }: Bar, width: number, paint: Paint): string[] {
  if (by === "") return [];
  const failure = error ? `: ${oneLine(say(error), 160)}` : "";
  return [paint.dim(`${" ".repeat(width)}  ${oneLine(by)}, ${duration(to - from)}${failure}`)];
}
