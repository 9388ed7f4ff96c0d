import { type Candidate, jsonSlices, oneLine, parseJson, parseRepairedJson } from "@hugginggpt/shared";

/** The choice in a reply. */
export interface ChoiceReading {
  /** Position among the candidates; null if the reply names none of them. */
  readonly index: number | null;
  /** The name in the reply; null if there is none. */
  readonly named: string | null;
  /** In the controller's words, on one line of at most 300 characters; may be empty. */
  readonly reason: string;
}

/** An id without JSON around it. */
const ALONE = /^\s*[^\s{}[\]]{1,120}\s*$/;
const MAX_CHARACTERS = 64 * 1024;

/** Returns the opaque id of the candidate at a position, as the controller sees it. */
export function choiceId(index: number): string {
  return `c${index + 1}`;
}

/**
 * Returns the choice in a reply: `{"id": "c2", "reason": "..."}`, bare, fenced or in prose, also as almost valid JSON.
 * The last of several counts. The full id of an offered model counts, and so does an id alone without JSON. Case and
 * surrounding spaces do not matter.
 */
export function readChoice(reply: string, candidates: readonly Candidate[]): ChoiceReading {
  const text = reply.slice(0, MAX_CHARACTERS);
  const object = jsonSlices(text)
    .map(({ text: json }) => parseJson(json) ?? parseRepairedJson(json))
    .findLast(isChoice);
  const named = object ? String(object.id) : (ALONE.exec(text)?.[0].trim() ?? "");
  const reason = typeof object?.reason === "string" ? oneLine(object.reason, 300) : "";
  const index = candidates.findIndex(
    ({ model }, position) => sameName(named, choiceId(position)) || sameName(named, model.id),
  );
  return { index: index < 0 ? null : index, named: named || null, reason };
}

interface Choice {
  readonly id: string | number;
  readonly reason?: unknown;
}

function isChoice(value: unknown): value is Choice {
  if (typeof value !== "object" || value === null || !("id" in value)) return false;
  return typeof value.id === "string" || typeof value.id === "number";
}

function sameName(a: string, b: string): boolean {
  return (
    a
      .trim()
      .replace(/^["'`]|["'`.]$/g, "")
      .toLowerCase() === b.toLowerCase()
  );
}
