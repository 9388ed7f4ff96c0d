import type { PlanArg, ValidTask } from "@hugginggpt/shared";
import { stepSources } from "../selector/need/step-texts.js";

/**
 * Returns a key for each task, by its id. Tasks with equal keys need the same choice of a model: the same task with the
 * same words, for any file or output. Outputs in different languages give different keys: a translation has its target
 * language, every other task that of its input.
 */
export function questionKeys(tasks: readonly ValidTask[]): ReadonlyMap<number, string> {
  const given = new Map<number, string>();
  const keys = new Map<number, string>();
  for (const one of tasks) {
    const { id, task, args, languages, need } = one;
    const sources = stepSources(one);
    const target = args.target_language ?? args.language;
    given.set(id, target ? JSON.stringify(target) : sources.map((of) => given.get(of) ?? "").join());
    const named = Object.entries(args).map(([name, arg]) => [name, withoutSource(arg, given)]);
    keys.set(id, JSON.stringify([task, named, ...(languages ? [languages] : []), ...(need ? [need] : [])]));
  }
  return keys;
}

function withoutSource(arg: PlanArg, given: ReadonlyMap<number, string>): unknown {
  switch (arg.kind) {
    case "literal":
      return arg.value;
    case "parts":
      return [arg.as, arg.parts.map((part) => withoutSource(part, given))];
    case "output":
      return { kind: arg.kind, in: given.get(arg.of) };
    default:
      return { kind: arg.kind };
  }
}
