import { type ArgSpec, outputFits, type TaskId, taskSpec } from "@hugginggpt/shared";
import { fileReference, outputReference } from "../plan-notation.js";
import type { Mention } from "./find-mentions.js";
import { sourceLanguage, targetLanguage } from "./languages.js";
import { bareWords, describedThing, offeredLabels, questionOf, secondsIn, wantedThings } from "./literals.js";
import { unmask } from "./mask-request.js";
import { namedNode } from "./node.js";
import { mediaSource, mediaSources, quotesIn, type Sources, textSource } from "./sources.js";

/** Words that point to something that is there already, so that they describe nothing themselves. */
const POINTS =
  /\b(?:the|this|that|its|these|those|each) (?:[\w-]+ )?(?:texts?|summar\w+|description|caption|transcri\w+|answer|result|output|audio|recording|images?|pictures?|photo|class\w*|labels?|objects?|article|document|story|poem|speech|translation|entit\w+|command|tables?)\b|\b(?:it|them)\b|^«\w+»$/i;

/** Returns the arguments of a task in the notation of plans; what cannot be found is left out. */
export function argumentsOf(task: TaskId, mention: Mention, sources: Sources): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  for (const arg of taskSpec(task).args) {
    const value = argumentOf(arg, task, mention, sources);
    if (value !== undefined) args[arg.name] = value;
  }
  return args;
}

function argumentOf(arg: ArgSpec, task: TaskId, mention: Mention, sources: Sources): unknown {
  const { clause } = mention;
  switch (arg.name) {
    case "target_language":
      return targetLanguage(clause) ?? undefined;
    case "source_language":
      return sourceLanguage(clause) ?? undefined;
    case "duration":
      return secondsIn(clause);
    case "candidate_labels":
      return task === "zero-shot-object-detection"
        ? wantedThings(clause)
        : offeredLabels(clause, sources.quotes);
    case "choices":
      return list(choices(clause, sources));
    case "question":
    case "query":
      return question(arg, mention, sources);
    case "source_sentence":
      return comparable(arg, mention, sources)[0];
    case "sentences":
      return list(comparable(arg, mention, sources).slice(1));
    case "context":
      return textSource(arg, mention, sources);
    case "text":
      return text(arg, task, mention, sources);
    default:
      if (arg.type === "text" || arg.type === "numbers") return undefined;
      return arg.list ? mediaSources(arg, mention, sources) : mediaSource(arg, mention, sources);
  }
}

function choices(clause: string, { quotes }: Sources): string[] {
  const offered = offeredLabels(clause, quotes);
  return offered.length > 0 ? offered : quotes.filter((quote) => !quote.endsWith("?"));
}

function text(arg: ArgSpec, task: TaskId, mention: Mention, sources: Sources): string | undefined {
  if (task === "text-generation") return instruction(arg, mention, sources);
  if (task === "image-to-image") return change(arg, mention, sources);
  if (!arg.required) return motion(mention, sources);
  if (isDescription(task)) return prompt(arg, mention, sources);
  if (task === "fill-mask" && /\[mask\]|<mask>/i.test(mention.clause)) return own(mention.clause, sources);
  return textSource(arg, mention, sources) ?? bareWords(mention.clause);
}

/** What to make: the quotation, what is there already where the words point to it, or the words themselves. */
function prompt(arg: ArgSpec, mention: Mention, sources: Sources): string | undefined {
  const { clause } = mention;
  const thing = describedThing(clause);
  const source = textSource(arg, mention, sources);
  if (quotesIn(clause, sources.quotes).length > 0 || !thing) return source ?? own(clause, sources);
  return POINTS.test(thing) && source !== undefined ? source : own(thing, sources);
}

/** What to change in a picture: the words themselves, with an earlier text where they point to one. */
function change(arg: ArgSpec, mention: Mention, sources: Sources): string {
  const { clause } = mention;
  const [quote] = quotesIn(clause, sources.quotes);
  const named = namedNode(clause, sources.nodes, "image-to-image");
  const last = sources.nodes.at(-1);
  const pointed =
    named ?? (/\b(?:this|that|based on|commands?|according to)\b/i.test(clause) ? last : undefined);
  if (quote !== undefined) return quote;
  return pointed && outputFits(pointed.spec, arg) ? outputReference(pointed.id) : own(clause, sources);
}

/** What is to happen in a picture, where the words say it. */
function motion({ clause }: Mention, sources: Sources): string | undefined {
  const thing = describedThing(clause);
  return thing === undefined || POINTS.test(thing) ? undefined : own(thing, sources);
}

/** What to write: the words themselves, followed by the text that they point to. */
function instruction(arg: ArgSpec, mention: Mention, sources: Sources): string {
  const { clause } = mention;
  const words = own(clause, sources);
  const points =
    POINTS.test(clause) ||
    /\b(?:based on|about (?:it|this|that)|rewrite|paraphrase|continue|simplify)\b/i.test(clause);
  const source = points || sources.nodes.length > 0 ? textSource(arg, mention, sources) : undefined;
  const isOwnQuote = source !== undefined && words.includes(source);
  return source === undefined || isOwnQuote ? words : `${words}:\n\n${source}`;
}

function question(arg: ArgSpec, mention: Mention, sources: Sources): string {
  const asked = questionOf(mention, sources.context, sources.quotes, sources.files);
  const last = sources.nodes.findLast(({ spec }) => outputFits(spec, arg));
  const points = /\bbased on\b|\bthe (?:identified|spoken|transcribed) \w+\b/i.test(mention.clause);
  return last && points && !asked.endsWith("?") ? `${asked}: ${outputReference(last.id)}` : asked;
}

/** Returns the texts that a comparison can be about, what was made first, without repetition. */
export function comparable(arg: ArgSpec, mention: Mention, sources: Sources): string[] {
  const quoted = quotesIn(mention.clause, sources.quotes);
  const isMade = quoted.length < 2;
  const made = isMade
    ? sources.nodes.findLast(({ spec }) => outputFits(spec, { ...arg, list: false }))
    : undefined;
  const files = sources.files
    .filter(({ type }) => type === "text")
    .map(({ handle }) => fileReference(handle));
  const earlier = sources.quotes.filter((quote) => !quoted.includes(quote));
  const all = [...(made ? [outputReference(made.id)] : []), ...quoted, ...files, ...earlier];
  return [...new Set(all)].slice(0, Math.max(2, quoted.length));
}

function isDescription(task: TaskId): boolean {
  return ["text-to-image", "text-to-video", "text-to-audio", "text-to-3d"].includes(task);
}

function own(words: string, { quotes, files }: Sources): string {
  return unmask(words, quotes, files).replace(/[.,;:\s]+$/, "");
}

function list(values: readonly string[]): readonly string[] | undefined {
  return values.length > 0 ? values : undefined;
}
