import { setImmediate } from "node:timers/promises";
import type { Entity } from "@hugginggpt/shared";
import { type Sentence, sentencesOf } from "../sentences.js";
import { type Tool, textArg } from "../tool.js";
import { COMPANY_FORM, furtherMentions } from "./known-names.js";
import { namesBesidePlaces, namesByPattern, withSurname } from "./name-patterns.js";
import { type NameSpan, trimmedSpan, withoutOverlaps } from "./name-span.js";
import { peopleNames } from "./people.js";

type Library = typeof import("compromise")["default"];

/** Sentences between two checks of the signal; they take about a tenth of a second. */
const CHECK_EVERY = 100;
/** First names and places that are also common words. At the beginning of a sentence they do not count. */
const COMMON_WORDS = new Set(
  (
    "Art Bill Carol Chance Chase Christian Dawn Dean Drew Faith Frank Gene Grace Grant Hope Iris Ivy Jack Jean Joy Lance " +
    "March Mark May Miles Nice Norm Olive Pat Patience Pearl Penny Pierce Reading Reed Rich Rob Robin Rose Ruby Sally " +
    "Skip Sky Sandy Spring Stone Sue Summer Turkey Victor Violet Wade Ward Wayne Will Young"
  ).split(" "),
);

/**
 * Marks people (PER), places (LOC) and organisations (ORG) in English text, in the text's order, without overlaps.
 * Offsets are those of the mention; `text` is the full name that the text gives for it, so that one person or company
 * has one name throughout. No scores: the tool has rules, not probabilities.
 * @throws the signal's reason when aborted.
 */
export const compromise: Tool = async (args, signal) => {
  const text = textArg(args, "compromise");
  const { default: nlp } = await import("compromise");
  const sentences = sentencesOf(text);
  const spans: NameSpan[] = [];
  for (const [i, sentence] of sentences.entries()) {
    if (i % CHECK_EVERY === 0) await setImmediate();
    signal.throwIfAborted();
    spans.push(...namesOf(sentence, text, nlp));
  }
  const found = resolved(spans, text);
  const names = withoutCommonWords(found, sentences, text);
  const placed = resolved([...names, ...namesBesidePlaces(names, text)], text);
  // Of two readings of the same words the further mention comes first: "Carter" is the person named in full elsewhere.
  return { entities: entitiesOf(withoutOverlaps([...furtherMentions(placed, text), ...placed]), text) };
};

/** Sentence by sentence: the library's time for offsets grows with the square of the text. */
function namesOf({ start, end }: Sentence, input: string, nlp: Library): NameSpan[] {
  const text = input.slice(start, end).replace(/\s/g, " ");
  const document = nlp(text);
  const matches = [
    { entity: "PER" as const, match: document.people() },
    { entity: "PER" as const, match: document.match("#Actor [#ProperNoun #ProperNoun+]", 0) },
    { entity: "LOC" as const, match: document.places() },
    { entity: "ORG" as const, match: document.organizations() },
  ];
  const byLibrary = matches.flatMap(({ entity, match }) =>
    spansOf(match.json({ offset: true }), entity, text),
  );
  const whole = byLibrary.map((span) => (span.entity === "PER" ? withSurname(span, text) : span));
  return [...whole, ...namesByPattern(text)].map((span) => ({
    entity: span.entity,
    start: start + span.start,
    end: start + span.end,
  }));
}

/** A list of places ("Paris, France") is one match of the library and several entities here. */
function spansOf(
  matches: readonly { offset?: { start: number; length: number } }[],
  entity: NameSpan["entity"],
  text: string,
): NameSpan[] {
  return matches.flatMap(({ offset }) => {
    if (!offset) return [];
    const whole = text.slice(offset.start, offset.start + offset.length);
    return [...whole.matchAll(/[^,;]+/g)].map(({ 0: part, index }) => {
      const start = offset.start + index;
      return { entity, start, end: start + part.length };
    });
  });
}

function resolved(spans: readonly NameSpan[], text: string): NameSpan[] {
  return withoutOverlaps(spans.flatMap((span) => trimmedSpan(span, text) ?? []));
}

function withoutCommonWords(
  spans: readonly NameSpan[],
  sentences: readonly Sentence[],
  text: string,
): NameSpan[] {
  const starts = new Set(sentences.map((sentence) => sentence.start));
  const word = ({ start, end }: NameSpan): string => text.slice(start, end);
  const inside = new Set(spans.filter((span) => !starts.has(span.start)).map(word));
  return spans.filter(
    (span) => !starts.has(span.start) || !COMMON_WORDS.has(word(span)) || inside.has(word(span)),
  );
}

function entitiesOf(spans: readonly NameSpan[], text: string): Entity[] {
  const people = spans.filter((span) => span.entity === "PER");
  const names = new Map(peopleNames(people, text).map((name, i) => [people[i], name]));
  const written = spans.map(
    (span) => names.get(span) ?? text.slice(span.start, span.end).replace(/\s+/g, " "),
  );
  const companies = new Map(
    written.flatMap((name) =>
      COMPANY_FORM.test(name) ? [[name.replace(COMPANY_FORM, ""), name] as const] : [],
    ),
  );
  return spans.map(({ entity, start, end }, i) => {
    const name = written[i] ?? "";
    return { entity, text: (entity === "ORG" && companies.get(name)) || name, score: null, start, end };
  });
}
