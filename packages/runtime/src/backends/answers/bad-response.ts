import { Fault, oneLine } from "@hugginggpt/shared";

/** Returns the fault for an answer that is not of the task's type, naming what was wanted and what came. */
export function badResponse(wanted: string, came: unknown): Fault {
  return new Fault("BAD_RESPONSE", `The answer holds no ${wanted}`, { wanted, came: shapeOf(came) });
}

/** Returns a value's shape in a few words: "a list of 3 objects with label, score". */
export function shapeOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return "an empty list";
    const first = shapeOf(value[0]).slice(0, 120);
    return `a list of ${value.length}, the first ${first}`;
  }
  if (typeof value === "object") {
    const keys = Object.keys(value).slice(0, 8);
    return keys.length === 0 ? "an empty object" : oneLine(`an object with ${keys.join(", ")}`, 160);
  }
  if (typeof value === "string") return `the text "${oneLine(value, 60)}"`;
  return `${typeof value} ${String(value)}`;
}
