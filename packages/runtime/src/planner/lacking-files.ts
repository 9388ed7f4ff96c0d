import { MODALITIES, type ValueType } from "@hugginggpt/shared";
import type { PlanResult } from "./plan-result.js";
import { typeWord } from "./plan-scope.js";

/** Returns the refusal of a request that needs files of these types; `problems` say which tasks need them. */
export function lackingFiles(
  types: readonly ValueType[],
  problems: readonly string[],
): Extract<PlanResult, { kind: "refused" }> {
  const what = types.map(typeWord).join(" and ");
  const example = types.map((type) => `--file ${MODALITIES[type].example ?? "FILE"}`).join(" ");
  return {
    kind: "refused",
    reason: `The request needs ${what}, and none was given`,
    problems,
    next: `Add it to the request; on the command line by ${example}, which takes a folder or an address, too.`,
    lacking: types,
  };
}
