import {
  type ArgSpec,
  argTakes,
  closest,
  isMediaKind,
  outputFits,
  type PlanArg,
  type PlannedTask,
  type TaskSpec,
  type ValueType,
} from "@hugginggpt/shared";
import { outputsIn, readNotation } from "./plan-notation.js";
import { howToWrite, type PlanScope, typeWord } from "./plan-scope.js";
import { readArg } from "./reading/read-arg.js";

export interface BoundArgs {
  readonly args: Readonly<Record<string, PlanArg>>;
  /** Sentences that begin with the argument's name. */
  readonly problems: readonly string[];
  /** Types of files that an argument needs, and that neither the user nor another task gives. */
  readonly lacking: readonly ValueType[];
}

/**
 * Returns a task's arguments under the catalogue's names. A value is found by the argument's name, then its aliases,
 * then its kind: a reference or handle under an unknown name, or a dependency without any reference, becomes the one
 * required argument that it fits. Other unknown arguments are dropped.
 */
export function bindArgs(task: PlannedTask, spec: TaskSpec, scope: PlanScope): BoundArgs {
  const written = new Map(Object.entries(task.args).filter(([, value]) => value !== null));
  const chosen = chooseByName(spec, written);
  chooseByValue(task, spec, scope, written, chosen);
  const implied = task.dep.length === 1 ? (task.dep[0] ?? null) : null;
  const args: Record<string, PlanArg> = {};
  const problems: string[] = [];
  const lacking: ValueType[] = [];
  for (const arg of spec.args) {
    const reading = chosen.has(arg)
      ? readArg(chosen.get(arg), { spec: arg, scope, taskId: task.id, implied })
      : { problem: missing(arg, scope, [...written.keys()]) };
    if ("arg" in reading) args[arg.name] = reading.arg;
    else if (arg.required && isLacking(arg, task.id, scope)) {
      lacking.push(arg.type);
      problems.push(notGiven(arg));
    } else if (arg.required || chosen.has(arg)) problems.push(reading.problem);
  }
  return { args, problems, lacking };
}

/** Returns true if an argument takes a file, and neither the user nor another task can give one. */
function isLacking(arg: ArgSpec, taskId: number, { files, mentions, tasks }: PlanScope): boolean {
  if (arg.type !== "table" && !isMediaKind(arg.type)) return false;
  if ([...files, ...mentions].some(({ type }) => argTakes(arg, type))) return false;
  return ![...tasks].some(([id, source]) => id !== taskId && (!source || outputFits(source, arg)));
}

function notGiven({ name, type }: ArgSpec): string {
  const what = typeWord(type);
  return `"${name}" needs ${what}, and none was given. Where the request is about ${what}, reply {"tasks":[]}; else plan it without.`;
}

/** Takes arguments out of `written` by name: exact names first, so that an alias never takes their values. */
function chooseByName(spec: TaskSpec, written: Map<string, unknown>): Map<ArgSpec, unknown> {
  const chosen = new Map<ArgSpec, unknown>();
  const take = (arg: ArgSpec, name: string): void => {
    const key = [...written.keys()].find((one) => one.toLowerCase() === name);
    if (key === undefined || chosen.has(arg)) return;
    chosen.set(arg, written.get(key));
    written.delete(key);
  };
  for (const arg of spec.args) take(arg, arg.name);
  for (const arg of spec.args) for (const alias of arg.aliases) take(arg, alias);
  return chosen;
}

function chooseByValue(
  task: PlannedTask,
  spec: TaskSpec,
  scope: PlanScope,
  written: Map<string, unknown>,
  chosen: Map<ArgSpec, unknown>,
): void {
  for (const arg of spec.args.filter((one) => one.required && !chosen.has(one))) {
    const place = { spec: arg, scope, taskId: task.id, implied: null };
    const fitting = [...written].filter(([, value]) => refers(value) && "arg" in readArg(value, place));
    const [only] = fitting;
    if (only && fitting.length === 1) {
      chosen.set(arg, only[1]);
      written.delete(only[0]);
      continue;
    }
    const supplier = unusedDependency(task, arg, scope, chosen);
    if (supplier !== null) chosen.set(arg, `<GENERATED>-${supplier}`);
  }
}

/** Returns the only dependency that no argument mentions and whose output fits; null if there is none or several. */
function unusedDependency(
  task: PlannedTask,
  arg: ArgSpec,
  scope: PlanScope,
  chosen: ReadonlyMap<ArgSpec, unknown>,
): number | null {
  const used = new Set([...chosen.values()].flatMap(outputsIn));
  const fitting = [...new Set(task.dep)].filter((of) => {
    const source = scope.tasks.get(of);
    return of !== task.id && !used.has(of) && source && outputFits(source, arg);
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function refers(value: unknown): boolean {
  return typeof value === "string" && readNotation(value).some(({ kind }) => kind !== "text");
}

function missing(arg: ArgSpec, scope: PlanScope, unused: readonly string[]): string {
  const [near] = closest(arg.name, unused, 1);
  const [other = near] = near === undefined ? unused : [near];
  const hint = other === undefined ? "" : ` "${other.slice(0, 40)}" is no argument of this task.`;
  return `"${arg.name}" (${arg.description}) is missing.${hint} Write ${howToWrite(arg, scope)}.`;
}
