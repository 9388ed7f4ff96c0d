import { isMediaKind, outputText, type PlanArg } from "@hugginggpt/shared";
import type { Resolved, Wanted } from "./wanted-argument.js";

type Literal = Extract<PlanArg, { kind: "literal" }>["value"];

/**
 * Returns a plan's literal as the type that is wanted: a text as a number where it is one, a table as text. A literal
 * is never a file: media from a literal is a problem.
 */
export function literalValue(value: Literal, wanted: Wanted): Resolved {
  if (isMediaKind(wanted.type))
    return { problem: `${wanted.type} from a file is needed, and the plan wrote text` };
  if (wanted.type === "numbers") return numberFrom(value);
  if (wanted.type === "table") {
    return isTable(value)
      ? { values: [value] }
      : { problem: "a table is needed, and the plan wrote something else" };
  }
  if (typeof value === "string" || typeof value === "number") return { values: [String(value)] };
  if (isTable(value)) return { values: [outputText({ table: value })] };
  return { values: value };
}

function numberFrom(value: Literal): Resolved {
  const number =
    typeof value === "number"
      ? value
      : typeof value === "string" && value.trim() !== ""
        ? Number(value)
        : Number.NaN;
  return Number.isFinite(number)
    ? { values: [number] }
    : { problem: `a number is needed, not ${JSON.stringify(value).slice(0, 60)}` };
}

function isTable(value: Literal): value is Readonly<Record<string, readonly string[]>> {
  return typeof value === "object" && !Array.isArray(value);
}
