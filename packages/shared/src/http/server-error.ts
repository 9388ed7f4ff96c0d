import { isJsonObject, parseJson } from "../text/json.js";
/** An error in a server's answer. */
export interface ServerError {
  /** The server's message; may be empty. */
  readonly message: string;
  /** Codes and types beside the message, such as `insufficient_quota`, from which topics are recognized. */
  readonly kind: string;
  /** The HTTP status in the body; null if there is none. */
  readonly status: number | null;
}

/**
 * Returns the error in the body of a successful response: `{"error": ...}`, `{"object": "error", ...}`, a list of one
 * of these, or the error of a chat completion's choice. Null if there is none; a null, false or empty `error` is none.
 */
export function errorInBody(json: unknown): ServerError | null {
  if (Array.isArray(json)) return json.length === 1 && isJsonObject(json[0]) ? errorInBody(json[0]) : null;
  if (!isJsonObject(json)) return null;
  const choice = Array.isArray(json.choices) ? json.choices[0] : null;
  const error =
    given(json.error) ?? given(json.errors) ?? (isJsonObject(choice) ? given(choice.error) : null);
  if (error !== null) return { ...read(error), ...statusOf(error, json) };
  return json.object === "error" ? { ...read(json), ...statusOf(json) } : null;
}

/**
 * Returns the error in the body of a refusal: in the forms above, `{"message": ...}`, `{"detail": "..."}`,
 * `{"detail": [{"msg": ...}]}` or a text. The message of an HTML page is empty.
 */
export function errorOfRefusal(body: string): ServerError {
  const json = parseJson(body);
  if (json === undefined) return { message: /^\s*</.test(body) ? "" : body, kind: "", status: null };
  const first: unknown = Array.isArray(json) ? json[0] : json;
  return errorInBody(first) ?? { ...read(first), status: null };
}

function given(error: unknown): unknown {
  return error === undefined || error === false || error === "" || isEmpty(error) ? null : error;
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function read(error: unknown): Pick<ServerError, "message" | "kind"> {
  if (typeof error === "string") return { message: error, kind: "" };
  if (Array.isArray(error)) {
    const all = error.map(read);
    return { message: join(all.map(({ message }) => message)), kind: join(all.map(({ kind }) => kind)) };
  }
  if (!isJsonObject(error)) return { message: "", kind: "" };
  const { code, type, status, reason, metadata, details, loc } = error;
  const where = Array.isArray(loc) ? loc.join(".") : "";
  const said = error.message ?? error.msg ?? error.detail ?? error.error ?? error.title;
  const raw = isJsonObject(metadata) && typeof metadata.raw === "string" ? metadata.raw : "";
  const more = Array.isArray(details) ? read(details).kind : "";
  const flagged = isJsonObject(metadata) && Array.isArray(metadata.reasons) ? "moderation" : "";
  return {
    message: join([where, said === undefined ? JSON.stringify(error) : read(said).message, raw], ": "),
    kind: join(
      [code, type, status, reason, more, flagged].map((one) => (typeof one === "string" ? one : "")),
    ),
  };
}

function statusOf(...places: readonly unknown[]): Pick<ServerError, "status"> {
  const numbers = places.flatMap((one) => (isJsonObject(one) ? [one.code, one.status, one.status_code] : []));
  return {
    status: numbers.map(Number).find((one) => Number.isInteger(one) && one >= 400 && one <= 599) ?? null,
  };
}

function join(parts: readonly string[], by = " "): string {
  return parts.filter((part) => part !== "").join(by);
}
