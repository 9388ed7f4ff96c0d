import { requireTask, type TaskId } from "@hugginggpt/shared";
import { InvalidArgumentError } from "commander";
import { BOUNDS, parseBytes, parseParameterCount } from "./amounts.js";

/** Parses a whole number from `least` to `most`. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value.trim()) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(
      most === Number.MAX_SAFE_INTEGER
        ? `Expected a whole number of at least ${least}.`
        : `Expected a whole number from ${least} to ${most}.`,
    );
  };
}

/** Parses US dollars such as `0.5` or `$2`, at least 0 and at most a million. */
export function dollars(value: string): number {
  const text = value.trim().replace(/^\$/, "");
  const amount = Number(text);
  if (/^\d*\.?\d+$/.test(text) && amount <= BOUNDS.dollars[1]) return amount;
  throw new InvalidArgumentError("Expected US dollars such as 0.5.");
}

/** Parses a number of parameters such as `7B`, `350M` or `1000000`. */
export const parameterCount = parsedBy(
  parseParameterCount,
  "Expected a number of parameters such as 350M or 7B.",
);
/** Parses a number of bytes such as `2GB` or `500MB`. */
export const byteCount = parsedBy(parseBytes, "Expected a size such as 500MB or 2GB.");

function parsedBy(parse: (value: string) => number | null, expected: string): (value: string) => number {
  return (value) => {
    const parsed = parse(value);
    if (parsed !== null) return parsed;
    throw new InvalidArgumentError(expected);
  };
}

/** Collects the values of a repeatable option; each may hold several, separated by commas, and must hold one. */
export function collect(value: string, previous: readonly string[] = []): string[] {
  const values = value
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
  if (values.length === 0) throw new InvalidArgumentError("Expected a name, or several with commas between.");
  return [...previous, ...values];
}

/** Collects the values of a repeatable option as they are, commas and all. */
export function collectWhole(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}

/** Collects pipeline tags; aliases are resolved. */
export function collectTasks(value: string, previous: readonly TaskId[] = []): TaskId[] {
  return [...previous, ...collect(value).map(requireTask)];
}
