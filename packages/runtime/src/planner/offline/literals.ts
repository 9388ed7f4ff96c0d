import type { NamedFile } from "../file-mentions.js";
import type { Mention } from "./find-mentions.js";
import { LANGUAGE_NAMES } from "./languages.js";
import { Pattern } from "./pattern.js";
import { unmask, withoutQuotation } from "./request/mask-request.js";
import { bareChoice } from "./request/statement.js";
import { quotesIn } from "./sources.js";

const DESCRIPTION =
  /\b(?:of|about|showing|shows?|with|titled|called|named|depicting|for|from the (?:description|prompt|text)|saying|where|in which)\s+(.+)$/i;
const DRAWN = /\b(?:draw|paint|sketch|illustrate|visuali[sz]e|film|animate|compose)\s+(?:me\s+|us\s+)?(.+)$/i;
/** What a picture is guided by is no part of what it shows. */
const GUIDED_BY =
  /,?\s*\b(?:(?:that is |which is )?guided by|based on|following|using|from|in|with|keeping) (?:it|them|this|these|(?:the|this|that|its) (?:same |resulting )?(?:edges?|edge map|lines?|outlines?|contours?|soft edges?|depth(?: map)?|pose|skeleton|scribble|normals?|normal map|segments?|layout))\s*[.!]?$/i;
const DURATION = /^\d+[- ]?(?:s|secs?|seconds?|min|minutes?)\b/i;
const VERB =
  /^(?:translate|say|speak|read(?: out)?(?: to)?(?: me| us)?|recite|narrate|pronounce|summari[sz]e|shorten|paraphrase|rephrase|classify|tag)\s+(?:the (?:word|words|phrase|sentence|text)\s+)?/i;
const IN_LANGUAGE = new Pattern(`\\b(?:in|into|to|from)\\s+(?:${LANGUAGE_NAMES})\\b`);
const LOUD = "\\b(?:aloud|out loud|loudly)\\b|[.!]+$";
const POINTER =
  /^(?:the|this|that|these|those|my|our|your|its|it|them|a|an|all|every|each|what|«)\b|^«|^(?:into|to|in|by|as)\b/i;
const LABELS =
  /\b(?:as|into|whether (?:it|this|the \w+|these) (?:is|are)|among|between|one of|labels?(?: are)?:?|categories:?|classes:?)\s+(?:either\s+|one of:?\s+)?(.+)$/i;
const LISTED = /\b(?:topics?|labels?|categor\w+|classes|which of)\b[^:]{0,60}:\s+(.+)$/i;
const CHOICE =
  /\b(?:is|are|was) (?:this|it|that|the)(?: (?!an? )\w+)? ((?:an? )?[\w ]{2,40} or (?:an? )?[\w ]{2,40})(?:\?|:? «q\d+»)\W*$/i;
const TARGET =
  /\b(?:find|locate|spot|point out|where(?: exactly)? (?:is|are))\s+(?:(?:the|a|an|all|my|every|each|any)\s+)?(.+?)(?:\s+(?:in|on|of)\b|,|\?|$)/i;
/** Labels that models are trained to tell apart: they need not be told of them. */
const FAMILIAR = new Pattern(
  `^(?:${LANGUAGE_NAMES}|not\\b.*|non-.*|positive|negative|neutral|mixed|good|bad|bullish|bearish|toxic|insulting|offensive|hateful|spam|ham|fake|real|genuine|true|false|sarcastic|ironic|formal|informal|angry|sad|happy|afraid|fearful|surprised|disgusted|male|female|benign|malignant|healthy|diseased|safe|unsafe|(?:by )?(?:an? )?(?:ai|human|machine)\\b.*)$`,
);

/** Returns what a clause says is to be made: "a picture of a red fox" wants "a red fox"; undefined if it says nothing. */
export function describedThing(clause: string): string | undefined {
  const bare = clause.replace(GUIDED_BY, "");
  const things = [DESCRIPTION, DRAWN].map((pattern) => pattern.exec(bare)?.[1]?.trim());
  return things.find((thing) => thing !== undefined && !DURATION.test(thing));
}

/**
 * Returns the words that a clause gives without quotation marks: "translate good morning into French" gives "good
 * morning". Undefined if it only points to something ("the article") or says nothing more.
 */
export function bareWords(clause: string): string | undefined {
  const manner = IN_LANGUAGE.test(clause) ? `${IN_LANGUAGE.source}|${LOUD}` : LOUD;
  const words = clause
    .replace(VERB, "")
    .replace(new RegExp(`\\s*(?:${manner})`, "gi"), "")
    .trim();
  const isWhole = words.replace(/[.!?]+$/, "") === clause.trim().replace(/[.!?]+$/, "");
  if (isWhole || words.length < 2 || POINTER.test(words)) return undefined;
  return words;
}

/** Returns the labels that a clause offers ("as sports, politics or science"), at least two; empty if it offers none. */
export function offeredLabels({ clause, words, rules }: Mention, quotes: readonly string[]): string[] {
  if (rules) return rules.labels(words);
  const lists = [LISTED.exec(clause), CHOICE.exec(clause), bareChoice(clause), LABELS.exec(clause)];
  return lists.map((match) => labelsOf(match?.[1] ?? "", quotes)).find(({ length }) => length > 0) ?? [];
}

/** The labels of a list, at least two of a few words that no model of its own knows; else none. */
function labelsOf(list: string, quotes: readonly string[]): string[] {
  const labels = unmask(withoutQuotation(list), quotes, [])
    .split(/\s*,\s*(?:or\s+|and\s+)?|\s+or\s+|\s+and\s+/i)
    .map((label) =>
      label
        .replace(
          /^(?:(?:choose|pick|select|decide) (?:one )?(?:of|from|between|among)\s+)?(?:(?:a|an|the)\s+)?|[.?!"']+$/gi,
          "",
        )
        .trim(),
    );
  const short = labels.every((label) => label.length > 0 && label.split(/\s+/).length <= 4);
  const familiar = labels.filter((label) => FAMILIAR.test(label));
  return labels.length >= 2 && short && 2 * familiar.length < labels.length ? labels : [];
}

/** Returns what a clause wants found in a picture: what it quotes; "find the red cup in the photo" wants "red cup". */
export function wantedThings(clause: string, quotes: readonly string[]): string[] {
  const quoted = quotesIn(clause, quotes);
  if (quoted.length > 0) return quoted;
  const things = TARGET.exec(clause)?.[1]?.replace(
    /^[^\p{L}]*(?:it|he|she|they|them|that|those)?[^\p{L}]*$/iu,
    "",
  );
  return things
    ? things.split(/\s*,\s*|\s+and\s+/).map((thing) => thing.replace(/^(?:the|a|an)\s+/i, ""))
    : [];
}

/**
 * Returns the question of a clause: the quoted one, else one quoted before, else the clause's own words.
 */
export function questionOf(
  { clause, words }: Mention,
  context: string,
  quotes: readonly string[],
  files: readonly NamedFile[],
): string {
  const quoted = [...quotesIn(clause, quotes), ...quotesIn(context, quotes)];
  const asked = quoted.find((quote) => quote.endsWith("?"));
  const named =
    /\bquestions?\b[^:]*:\s*(.+)$/i.exec(clause)?.[1] ?? /\bquestion\b.*?(«(?:q|ask)\d+»)/i.exec(clause)?.[1];
  return asked ?? unmask(named ?? withoutQuotation(words), quotes, files);
}

/** Returns a length that a clause gives in seconds; undefined if it gives none. */
export function secondsIn(clause: string): number | undefined {
  const [, digits, unit = ""] = /\b(\d{1,3})[- ]?(seconds?|secs?|s|minutes?|mins?)\b/i.exec(clause) ?? [];
  if (!digits) return undefined;
  return unit.toLowerCase().startsWith("m") ? Number(digits) * 60 : Number(digits);
}

const COUNTS: Readonly<Record<string, number>> = {
  ...{ a: 1, an: 1, one: 1, single: 1, two: 2, three: 3, four: 4, five: 5, six: 6, ten: 10 },
  ...{ 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 十: 10 },
};
const SENTENCES =
  /\b(\w+)[- ](?:(?:short|brief|simple|concise) )?(?:sentences?|lines?|(?:bullet )?points?|bullets)\b|([一两二三四五六十]|\d{1,2})\s*(?:句|个要点|点)/iu;

/** Returns the number of sentences that a clause wants ("in one sentence", "用两句话"); undefined if it says none. */
export function sentencesIn(words: string): number | undefined {
  const [, english, chinese] = SENTENCES.exec(words) ?? [];
  const count = (english ?? chinese ?? "").toLowerCase();
  const number = COUNTS[count] ?? Number(count || "0");
  return number >= 1 && number <= 99 ? number : undefined;
}

/** Returns a size that a clause gives ("1024x768", "800 by 600 pixels"), in pixels; undefined if it gives none. */
export function pixelsIn(clause: string): { readonly width: number; readonly height: number } | undefined {
  const [, width, height] = /\b(\d{2,5})\s?(?:[x×*]|by)\s?(\d{2,5})(?![\d.])/i.exec(clause) ?? [];
  return width && height ? { width: Number(width), height: Number(height) } : undefined;
}
