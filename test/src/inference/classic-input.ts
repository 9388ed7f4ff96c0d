import { asObject, bodyObject, type LoopbackRequest } from "../loopback/loopback-request.js";

/** What a classic task was asked: JSON `{inputs, parameters}`, or a file's bytes as the whole body. */
export interface ClassicInput {
  readonly inputs: unknown;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The body where it was a file; null where it was JSON. */
  readonly file: Uint8Array | null;
}

/** Returns what a request asks of a classic task. */
export function readClassicInput(request: LoopbackRequest): ClassicInput {
  const body = bodyObject(request);
  if (!("inputs" in body)) return { inputs: null, parameters: {}, file: request.body };
  return { inputs: body.inputs, parameters: asObject(body.parameters), file: null };
}

/** Returns the text among the inputs: the input itself, or the first text in a list or object; "" where there is none. */
export function inputText(input: ClassicInput): string {
  return firstText(input.inputs) ?? "";
}

/** Returns the candidate labels that a zero-shot task was given. */
export function candidateLabels(input: ClassicInput): readonly string[] {
  const labels = input.parameters.candidate_labels;
  const list = typeof labels === "string" ? labels.split(",") : Array.isArray(labels) ? labels : [];
  return list.map((label) => String(label).trim());
}

function firstText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return undefined;
  return Object.values(value)
    .map(firstText)
    .find((found) => found !== undefined);
}
