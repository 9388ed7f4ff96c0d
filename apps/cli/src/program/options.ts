import { requireTask, type TaskId } from "@hugginggpt/shared";
import { InvalidArgumentError } from "commander";
import { parseBytes, parseParameterCount } from "./amounts.js";

/** Parses a whole number of at least `least`. */
export function wholeNumber(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value.trim()) && Number.isSafeInteger(number) && number >= least) return number;
    throw new InvalidArgumentError(`expected a whole number of at least ${least}.`);
  };
}

/** Parses US dollars such as `0.5` or `$2`, at least 0 and at most a million. */
export function dollars(value: string): number {
  const text = value.trim().replace(/^\$/, "");
  const amount = Number(text);
  if (/^\d*\.?\d+$/.test(text) && amount <= 1_000_000) return amount;
  throw new InvalidArgumentError("expected US dollars such as 0.5.");
}

/** Parses a number of parameters such as `7B`, `350M` or `1000000`. */
export const parameterCount = parsedBy(
  parseParameterCount,
  "expected a number of parameters such as 350M or 7B.",
);
/** Parses a number of bytes such as `2GB` or `500MB`. */
export const byteCount = parsedBy(parseBytes, "expected a size such as 500MB or 2GB.");

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
  if (values.length === 0) throw new InvalidArgumentError("expected a name, or several with commas between.");
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
