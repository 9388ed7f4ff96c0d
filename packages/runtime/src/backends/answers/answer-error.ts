import { Fault, oneLine } from "@hugginggpt/shared";
import { errorInBody, refusalTopics } from "@hugginggpt/shared/http";
import { isObject } from "./json-value.js";

const BUSY = /\b(currently loading|loading|overloaded|too busy|at capacity|try again)\b/i;
const OUR_FAULT = /\b(validation|invalid|unsupported|must be|malformed|bad request|missing)\b/i;
/** Fields in which fal.ai, replicate, Stability and others mark a file that their filter withheld. */
const FILTER_FIELDS = ["has_nsfw_concepts", "has_nsfw_concept", "nsfw_content_detected", "nsfw", "filtered"];
const FINISH_FIELDS = ["finish_reason", "finishReason", "finish_reasons"];
const FINISH_WORDS: ReadonlySet<unknown> = new Set(["content_filter", "content_filtered", "safety"]);

/**
 * Returns the fault that an answer with status 200 holds: an error, or a result withheld by a filter; null if there is
 * none. It is retryable if the model is loading or busy, and BAD_REQUEST if the arguments are wrong.
 */
export function answerError(json: unknown): Fault | null {
  if (!isObject(json)) return null;
  const error = errorInBody(json);
  if (error === null)
    return isFiltered(json) ? filtered("The provider's content filter withheld the result") : null;
  const said = oneLine(error.message, 240);
  const message = `The server says "${said}"`;
  const kind = typeof json.error_type === "string" ? json.error_type : error.kind;
  if (refusalTopics(`${said} ${kind}`).includes("moderation")) return filtered(message);
  if (BUSY.test(said) || "estimated_time" in json)
    return new Fault("SERVER_ERROR", message, { retryable: true, next: "Try again later." });
  return new Fault(OUR_FAULT.test(`${kind} ${said}`) ? "BAD_REQUEST" : "SERVER_ERROR", message);
}

/** Returns the fault for a result that a filter withheld. */
export function filtered(message: string): Fault {
  const next = "Rephrase the request, or use another model.";
  return new Fault("FILTERED", message, { wanted: "what the task makes", next, about: ["moderation"] });
}

/** Several files must all be marked: one that is not is a result. */
function isFiltered(json: Readonly<Record<string, unknown>>): boolean {
  const inner = [json.output, json.data, json.images, json.artifacts].flat().filter(isObject);
  return [json, ...inner].some(
    (one) =>
      FILTER_FIELDS.some((field) => isMarked(one[field], (value) => value === true)) ||
      FINISH_FIELDS.some((field) =>
        isMarked(one[field], (value) => FINISH_WORDS.has(String(value).toLowerCase())),
      ),
  );
}

function isMarked(value: unknown, isMark: (one: unknown) => boolean): boolean {
  return Array.isArray(value) ? value.length > 0 && value.every(isMark) : isMark(value);
}
