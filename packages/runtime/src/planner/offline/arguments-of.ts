import { type ArgSpec, outputFits, type TaskId, taskSpec } from "@hugginggpt/shared";
import { fileReference, outputReference } from "../plan-notation.js";
import type { Mention } from "./find-mentions.js";
import { isGuided } from "./guides.js";
import { sourceLanguage } from "./languages.js";
import {
  bareWords,
  describedThing,
  offeredLabels,
  pixelsIn,
  questionOf,
  secondsIn,
  sentencesIn,
  wantedThings,
} from "./literals.js";
import { type Node, namedNode } from "./node.js";
import { unmask, withoutQuotation } from "./request/mask-request.js";
import {
  maskSource,
  mediaSource,
  mediaSources,
  quotesIn,
  type Sources,
  textSource,
  textSources,
} from "./sources.js";
import { thingAskedFor } from "./vocabulary/question-task.js";

/** Words that point to something that is there already, so that they describe nothing themselves. */
const POINTS =
  /\b(?:the|this|that|its|these|those|each) (?:[\w-]+ )?(?:texts?|summar\w+|description|caption|transcri\w+|answer|result|output|audio|recording|images?|pictures?|photo|class\w*|labels?|objects?|article|document|letter|e-?mail|message|review|report|story|poem|speech|translation|entit\w+|command|tables?)\b|\b(?:it|them)\b|^«\w+»$/i;

/** What is made or said on the ground of something that is there already. */
const BASED =
  /\b(?:based (?:up)?on|corresponding to|corresponds to|according to|accordingly|from (?:the|this|that|it|these|them)|using (?:the|this|that|it|these|them)|use (?:the|this|that|it|these|them)|of (?:it|them|this)|with (?:the|these|this) (?:\w+ )?(?:answer|text|summary|result|description|command|label|class|words|output)\w*|incorporat\w+)\b/i;
/** What follows an earlier text to the letter. */
const FOLLOWS =
  /\b(?:based (?:up)?on|accordingly|according to|commands?|instructions?|to match (?:the|this|that|it)|matching (?:the|this|that)|match (?:the|this|that) description|(?:use|using|follow|following|reflect\w*|by|with) (?:it|this|that|them|these|the (?:\w+ )?(?:answer|text|summary|result|description|command|label|class|words|translation|transcription|entities|output|caption)\w*))\b/i;
/** "one short clip": what it is to show was said before. */
const ONLY_NAMED = /^(?:an?|one|two|three|some) (?:[\w-]+ ){0,3}?[\w-]+\W*$/i;
/** "Can you draw?" */
const BARE_VERB = /^(?:(?:draw|paint|sketch|generate|compose|film|animate)\s*)+[吗嗎么]?[^\p{L}]*$/iu;
/** What a picture or a recording tells. */
const FROM_MEDIUM =
  /\b(?:(?:in|of|from|by|on|about) (?:the|this|that|my|it|its)|based on)\b.*(?:\b(?:audio|recording|speech|voice|image|picture|photo|video|podcast|episode)\b|«(?:image|audio|video)\d)|«(?:image|audio|video)\d+»|\b(?:turn|convert|transform|make) (?:the|this|that|my) (?:podcast|recording|audio|episode|interview|lecture|voice)\b/i;

/** Returns the arguments of a task in the notation of plans; what cannot be found is left out. */
export function argumentsOf(task: TaskId, mention: Mention, sources: Sources): Record<string, unknown> {
  const args: Record<string, unknown> = {};
  const specs = taskSpec(task).args;
  const mask = specs.some(({ name }) => name === "mask") ? maskSource(mention, sources) : undefined;
  const others = sources.files.filter(({ handle }) => fileReference(handle) !== mask);
  for (const arg of specs) {
    const from = arg.name === "image" ? { ...sources, files: others } : sources;
    const value = argumentOf(arg, task, mention, from);
    if (value !== undefined) args[arg.name] = value;
  }
  return args;
}

function argumentOf(arg: ArgSpec, task: TaskId, mention: Mention, sources: Sources): unknown {
  const { clause } = mention;
  switch (arg.name) {
    case "target_language":
      return mention.language ?? undefined;
    case "source_language":
      return sourceLanguage(clause) ?? undefined;
    case "duration":
      return secondsIn(clause);
    case "max_sentences":
      return sentencesIn(mention.words);
    case "width":
      return pixelsIn(clause)?.width;
    case "height":
      return pixelsIn(clause)?.height;
    case "candidate_labels":
      return task === "zero-shot-object-detection"
        ? thingsToFind(mention, sources)
        : offeredLabels(mention, sources.quotes);
    case "choices":
      return list(choices(mention, sources));
    case "query":
      return task === "text-ranking" && quotesIn(clause, sources.quotes).length > 1
        ? quotesIn(clause, sources.quotes)[0]
        : question(arg, mention, sources);
    case "question":
      return question(arg, mention, sources);
    case "source_sentence":
      return comparable(arg, mention, sources)[0];
    case "sentences":
      return list(comparable(arg, mention, sources).slice(1));
    case "mask":
      return maskSource(mention, sources);
    case "context":
      return textSource(arg, mention, sources);
    case "text":
      return text(arg, task, mention, sources);
    default:
      if (arg.type === "text" || arg.type === "numbers") return undefined;
      return arg.list ? mediaSources(arg, mention, sources) : mediaSource(arg, mention, sources);
  }
}

/** What a clause wants found; "where?" means what the question before asked for. */
function thingsToFind({ clause }: Mention, { quotes, nodes }: Sources): string[] {
  const wanted = wantedThings(clause, quotes);
  const asked = thingAskedFor(nodes.at(-1)?.mention.words ?? "");
  return wanted.length > 0 || asked === null ? wanted : [asked];
}

function choices(mention: Mention, { quotes }: Sources): string[] {
  const offered = offeredLabels(mention, quotes);
  return offered.length > 0 ? offered : quotes.filter((quote) => !quote.endsWith("?"));
}

function text(arg: ArgSpec, task: TaskId, mention: Mention, sources: Sources): string | string[] | undefined {
  if (task === "text-generation") return instruction(arg, mention, sources);
  if (task === "image-to-image" || task === "video-to-video") return change(arg, mention, sources);
  if (!arg.required) return motion(mention, sources);
  if (isDescription(task)) return prompt(arg, mention, sources);
  if (task === "fill-mask" && /\[mask\]|<mask>/i.test(mention.clause)) return own(mention.clause, sources);
  return (
    textSources(arg, mention, sources) ??
    textSource(arg, mention, sources) ??
    wordsGiven(mention, sources.files)
  );
}

/** "good morning" of "translate good morning into French", in the request's own words. */
function wordsGiven({ clause, words, rules }: Mention, files: Sources["files"]): string | undefined {
  const bare = files.some(({ type }) => type !== "text" && type !== "table") ? undefined : bareWords(clause);
  return bare === undefined ? undefined : (rules?.bare?.(words) ?? bare);
}

/** "a red fox" of "a picture of a red fox", in the request's own words. */
function thingOf({ clause, words, rules }: Mention): string | undefined {
  return rules ? rules.thing(words) : describedThing(clause);
}

/** What to make: the quotation, what is there already where the words point to it, or the words themselves. */
function prompt(arg: ArgSpec, mention: Mention, sources: Sources): string | undefined {
  const { clause } = mention;
  const thing = thingOf(mention);
  const source = textSource(arg, mention, sources);
  if (!thing && source === undefined && BARE_VERB.test(clause)) return undefined;
  if (isGuided(mention.task))
    return quotesIn(clause, sources.quotes)[0] ?? own(thing ?? mention.words, sources);
  if (!thing && ONLY_NAMED.test(clause) && sources.context !== "") return own(sources.context, sources);
  if (quotesIn(clause, sources.quotes).length > 0 || !thing)
    return source ?? wordsUnlessRead(mention, sources);
  if (POINTS.test(thing) || BASED.test(clause)) return source ?? wordsUnlessRead(mention, sources);
  return own(thing, sources);
}

/** The words themselves, unless they only point to what a picture or recording tells: that must be read first. */
function wordsUnlessRead({ clause, words }: Mention, sources: Sources): string | undefined {
  return FROM_MEDIUM.test(clause) ? undefined : own(words, sources);
}

/** What to change in a picture or a video: the words themselves, or an earlier text where they point to one. */
function change(arg: ArgSpec, mention: Mention, sources: Sources): string | undefined {
  const { clause, words, task } = mention;
  const [quote] = quotesIn(clause, sources.quotes);
  if (quote !== undefined) return quote;
  const named = namedNode(clause, sources.nodes, task);
  const last = sources.nodes.findLast(({ spec }) => outputFits(spec, arg));
  const pointed = named ?? (FOLLOWS.test(clause) ? last : undefined);
  if (pointed && outputFits(pointed.spec, arg)) return outputReference(pointed.id);
  return FROM_MEDIUM.test(clause) && FOLLOWS.test(clause) ? undefined : own(words, sources);
}

/** What is to happen in a picture, where the words say it. */
function motion(mention: Mention, sources: Sources): string | undefined {
  const thing = thingOf(mention);
  return thing === undefined || POINTS.test(thing) ? undefined : own(thing, sources);
}

/** What to write: the words themselves, followed by the text that they point to. */
function instruction(arg: ArgSpec, mention: Mention, sources: Sources): string | undefined {
  const { clause, relation } = mention;
  const isApart = /[,.:]\s*«(?:q|ask)\d+»\W*$/.test(mention.words);
  const words = own(isApart ? withoutQuotation(mention.words) : mention.words, sources);
  if (isApart) return `${words}:\n\n${quotesIn(clause, sources.quotes).at(-1) ?? ""}`;
  const points =
    POINTS.test(clause) ||
    BASED.test(clause) ||
    /\b(?:about (?:it|this|that|them)|(?:this|that|these) (?:in)?to|rewrite|rephrase|paraphrase|continue|simplify|proofread|expand|reword|grammar|spelling|mistakes|typos)\b/i.test(
      clause,
    );
  const isNext = sources.nodes.length > 0 && relation !== "also";
  const source = points || isNext ? textSource(arg, mention, sources) : undefined;
  if (source === undefined && FROM_MEDIUM.test(clause)) return undefined;
  const isOwnQuote = source !== undefined && words.includes(source);
  return source === undefined || isOwnQuote ? words : `${words}:\n\n${source}`;
}

function question(arg: ArgSpec, mention: Mention, sources: Sources): string {
  const { clause, relation, words } = mention;
  const asked = questionOf(mention, sources.context, sources.quotes, sources.files);
  const last = sources.nodes.findLast(({ spec }) => outputFits(spec, arg));
  const [latest] = sources.nodes.slice(-1);
  const uses = BASED.test(clause) || FOLLOWS.test(clause) || /\bas a (?:question|query)\b/i.test(clause);
  const follows = (relation === "then" && !isDrawnOnPage(latest, mention.task)) || uses;
  if (!last || last !== latest || mention.task === "question-answering" || !follows) return asked;
  const isOwn = asked === own(words, sources);
  return isOwn && /\bas a (?:question|query)\b|\bquestion (?:it|this|that)\b/i.test(clause)
    ? outputReference(last.id)
    : `${asked} (${outputReference(last.id)})`;
}

/** Boxes around the tables of a page say nothing of what stands in them. */
function isDrawnOnPage(node: Node | undefined, task: TaskId): boolean {
  return task === "document-question-answering" && node?.spec.outputs[0] === "boxes";
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
  return /^text-to-(?:image|video|audio|3d)$|^image-text-to-(?:image|video)$/.test(task) || isGuided(task);
}

function own(words: string, { quotes, files }: Sources): string {
  return unmask(words, quotes, files).replace(/[.,;:\s]+$/, "");
}

function list(values: readonly string[]): readonly string[] | undefined {
  return values.length > 0 ? values : undefined;
}
