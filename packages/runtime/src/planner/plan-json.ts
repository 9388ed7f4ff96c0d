import type { PlanArg, PlanJson, ValidPlan } from "@hugginggpt/shared";
import { fileReference, outputReference } from "./plan-notation.js";

/**
 * Returns a plan in HuggingGPT's notation: outputs as `<GENERATED>-n`, files as `<FILE>-n`, `dep` as `[-1]` for none.
 */
export function planJson(plan: ValidPlan): PlanJson[] {
  return plan.tasks.map(({ id, task, args, dep, need, languages }) => ({
    id,
    task,
    args: {
      ...Object.fromEntries(Object.entries(args).map(([name, arg]) => [name, argJson(arg)])),
      ...languages,
    },
    dep: dep.length > 0 ? dep : [-1],
    ...(need === undefined ? {} : { need }),
  }));
}

function argJson(arg: PlanArg): unknown {
  switch (arg.kind) {
    case "literal":
      return arg.value;
    case "output":
      return outputReference(arg.of);
    case "file":
      return fileReference(arg.handle);
    case "mention":
      return arg.name;
    case "parts":
      return arg.as === "list"
        ? arg.parts.map(argJson)
        : arg.parts.map((part) => String(argJson(part))).join("");
  }
}
