import { Fault, oneLine } from "@hugginggpt/shared";
import { isObject } from "./json-value.js";

const BUSY = /\b(currently loading|loading|overloaded|too busy|at capacity|try again)\b/i;
const OUR_FAULT = /\b(validation|invalid|unsupported|must be|malformed|bad request|missing)\b/i;

/**
 * Returns the fault in an answer that came with status 200 and holds an error; null where it holds none. Retryable
 * where the model is being loaded or busy; BAD_REQUEST where the arguments are at fault.
 */
export function answerError(json: unknown): Fault | null {
  if (!isObject(json)) return null;
  const error = json.error ?? json.errors;
  if (error === undefined || error === null || error === false || error === "") return null;
  const said = oneLine(textOf(error), 240);
  const kind = typeof json.error_type === "string" ? json.error_type : "";
  if (BUSY.test(said) || "estimated_time" in json)
    return new Fault("SERVER_ERROR", `The server says "${said}"`, {
      retryable: true,
      next: "Try again later.",
    });
  if (OUR_FAULT.test(`${kind} ${said}`)) return new Fault("BAD_REQUEST", `The server says "${said}"`);
  return new Fault("SERVER_ERROR", `The server says "${said}"`);
}

function textOf(error: unknown): string {
  if (typeof error === "string") return error;
  if (isObject(error) && typeof error.message === "string") return error.message;
  return JSON.stringify(error);
}
