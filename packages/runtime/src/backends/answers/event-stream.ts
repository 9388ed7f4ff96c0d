import { parseJson } from "@hugginggpt/shared";
import { isObject, listOf } from "./json-value.js";

/**
 * Returns a `text/event-stream` as one JSON value: its first error, or else `{generated_text}` joined from the pieces.
 * Lines that are not JSON are skipped.
 */
export function readEventStream(body: string): unknown {
  const events = body.split(/\r?\n/).flatMap(dataOf);
  const error = events.find((event) => isObject(event) && event.error !== undefined);
  if (error !== undefined) return error;
  const final = events.map((event) => (isObject(event) ? event.generated_text : null)).findLast(isText);
  return { generated_text: final ?? events.map(pieceOf).join("") };
}

function dataOf(line: string): unknown[] {
  const event = line.startsWith("data:") ? parseJson(line.slice("data:".length)) : undefined;
  return event === undefined ? [] : [event];
}

function pieceOf(event: unknown): string {
  if (!isObject(event)) return "";
  if (isObject(event.token)) return isText(event.token.text) ? event.token.text : "";
  const choice = listOf(event.choices)[0];
  const piece = isObject(choice) ? (isObject(choice.delta) ? choice.delta.content : choice.text) : null;
  return isText(piece) ? piece : "";
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
