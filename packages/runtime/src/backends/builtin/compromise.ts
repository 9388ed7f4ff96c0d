import type { Entity, ResolvedArgs, TaskOutput } from "@hugginggpt/shared";
import { textArg } from "./tool.js";

interface Span {
  readonly entity: "PER" | "LOC" | "ORG";
  readonly start: number;
  readonly end: number;
}

/** Blanks and punctuation around a name; a full stop belongs to "Corp." and "U.S.". */
const EDGE = /^[\s"'“”‘’([{<,;:!?—–-]+|[\s"'“”‘’)\]}>,;:!?—–-]+$/g;
const POSSESSIVE = /(?:['’]s|(?<=s)['’])$/i;
const ENDS_WITH_STOP = /(?:\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Bros|St|Dr|Mr|Mrs|Ms)|\b\p{Lu}(?:\.\p{Lu})*)\.$/u;

/**
 * Marks people (PER), places (LOC) and organisations (ORG) in English text, in the text's order, without overlaps: of
 * two the longer stays. Offsets are into the text as given. No scores: the tool has rules, not probabilities.
 */
export async function compromise(args: ResolvedArgs): Promise<TaskOutput> {
  const text = textArg(args, "compromise");
  const { default: nlp } = await import("compromise");
  const document = nlp(text);
  const spans = [
    ...spansOf(document.people().json({ offset: true }), "PER", text),
    ...spansOf(document.places().json({ offset: true }), "LOC", text),
    ...spansOf(document.organizations().json({ offset: true }), "ORG", text),
  ].map((span) => (span.entity === "PER" ? withSurname(span, text) : span));
  return { entities: withoutOverlaps(spans).map((span) => entityOf(span, text)) };
}

/** A list of places ("Paris, France") is one match of the library and several entities here. */
function spansOf(
  matches: readonly { offset?: { start: number; length: number } }[],
  entity: Span["entity"],
  text: string,
): Span[] {
  return matches.flatMap(({ offset }) => {
    if (!offset) return [];
    const whole = text.slice(offset.start, offset.start + offset.length);
    const spans: Span[] = [];
    for (const part of whole.matchAll(/[^,;\n]+/g)) {
      const span = trimmed(offset.start + part.index, part[0], entity);
      if (span) spans.push(span);
    }
    return spans;
  });
}

function trimmed(at: number, part: string, entity: Span["entity"]): Span | null {
  const start = at + (part.length - part.replace(/^[\s"'“”‘’([{<,;:!?—–-]+/, "").length);
  let name = part.replace(EDGE, "").replace(POSSESSIVE, "");
  if (name.endsWith(".") && !ENDS_WITH_STOP.test(name)) name = name.slice(0, -1);
  return /\p{L}/u.test(name) ? { entity, start, end: start + name.length } : null;
}

/** The library loses an unknown surname before a possessive ("Charles Babbage's"): a capitalised word that follows. */
function withSurname(span: Span, text: string): Span {
  const name = text.slice(span.start, span.end);
  const follows = /^ (\p{Lu}[\p{Ll}-]+(?:\p{Lu}\p{Ll}+)?)['’]s\b/u.exec(text.slice(span.end, span.end + 60));
  return follows?.[1] && !name.includes(" ") ? { ...span, end: span.end + 1 + follows[1].length } : span;
}

function withoutOverlaps(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  const longestFirst = [...spans].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  for (const span of longestFirst)
    if (!kept.some((other) => span.start < other.end && other.start < span.end)) kept.push(span);
  return kept.sort((a, b) => a.start - b.start);
}

function entityOf({ entity, start, end }: Span, text: string): Entity {
  return { entity, text: text.slice(start, end), score: null, start, end };
}
