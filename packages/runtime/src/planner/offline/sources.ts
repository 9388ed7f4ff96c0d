import { type ArgSpec, argTakes, outputFits, type TaskId } from "@hugginggpt/shared";
import type { NamedFile } from "../file-mentions.js";
import { fileReference, outputReference } from "../plan-notation.js";
import { meantFile } from "./earlier-results.js";
import type { Mention } from "./find-mentions.js";
import { isGuided } from "./guides.js";
import { type Node, namedNode } from "./node.js";

/** Everything that an argument can be taken from. */
export interface Sources {
  /** Those that the user gave, and after them those that the request only names. */
  readonly files: readonly NamedFile[];
  readonly quotes: readonly string[];
  /** Earlier tasks, in order. */
  readonly nodes: readonly Node[];
  /** What the request said before it asked for anything. */
  readonly context: string;
}

/**
 * Pictures that explain a picture rather than replace it, and what requests call them: used only where the request
 * points to them. "The edges and the normal map of this photo" are both of the photo.
 */
const EXPLAINING: Readonly<Partial<Record<TaskId, RegExp>>> = {
  "depth-estimation": /\bdepth\b/i,
  "keypoint-detection": /\b(?:poses?|skeleton|key ?points)\b/i,
  "canny-control": /\b(?:edges?|edge map|contours?|outlines?)\b/i,
  "hed-control": /\b(?:soft[- ])?edges?\b/i,
  "mlsd-control": /\blines\b/i,
  "normal-control": /\bnormals?\b/i,
  "scribble-control": /\b(?:scribble|doodle|sketch|line art|drawing)\b/i,
};
/** Of these "it" is the picture that they explain. */
const MEASURES: ReadonlySet<TaskId> = new Set(["depth-estimation", "keypoint-detection"]);
/** Tasks that say something about a text: they ask about the text given, not about what was made of it. */
const ANALYSES: ReadonlySet<TaskId> = new Set([
  "text-classification",
  "zero-shot-classification",
  "token-classification",
  "question-answering",
  "feature-extraction",
]);
/** Finds boxes: the picture with them on it is used only where the request asks for it. */
const BOXES: ReadonlySet<TaskId> = new Set(["object-detection", "zero-shot-object-detection"]);
const BOXED = /\b(?:marked|annotated|boxed|labell?ed) (?:image|picture|photo)|\bboxes\b/i;
/** Means what an analysis said of a text, and not the text. */
const RESULT_WORDS = /\b(?:results?|outputs?|answers?|labels?|class(?:es)?|based on|according to)\b/i;
/** Asks for a text with the marks that it lacks. */
const PUNCTUATES = /\b(?:punctuat\w+|commas|full stops|periods|capitali[sz]\w+)\b/i;
const RESULT = /\b(?:resulting|result)\b/i;
const OF_PICTURE = /\b(?:of|in|from) (?:the|this|that|my|its)\b/i;
const ORDINALS = ["first", "second", "third", "fourth", "fifth"];
const COUNTED = /\b(first|last) (two|three|four|five|\d)\b/i;
const COUNTS = ["", "one", "two", "three", "four", "five"];
/** Words that mean every file of a kind. */
const ALL =
  /\b(?:which|one) of (?:these|those|them)\b|\b(?:each|every|all|both|these|those)\b(?! of the (?:objects|words|text))(?:[\w' -]{0,40}\b(?:one|ones|of (?:them|these|those)|files?|images?|pictures?|photos?|photographs?|pics?|drawings?|screenshots?|scans?|recordings?|audios?|clips?|songs?|videos?|movies?|tables?|spreadsheets?)\b)|\b(?:the|my|our) (?:[a-z]+ ){0,2}(?:files|images|pictures|photos|photographs|pics|drawings|screenshots|scans|recordings|clips|songs|videos|movies|tables|spreadsheets)\b/i;
const SOURCE =
  "(?:article|document|essay|story|report|paper|letter|e-?mail|message|review|passage|original)\\b";
const TEXT_NOUN =
  "(?:file|text|document|contract|article|letter|report|review|note|e-?mail|message|essay|paper|passage|transcript|poem|chapter|comment|draft|repl(?:y|ie)|version|answer)";
/** The same of texts. "In one" and "together" make them one text. */
const ALL_TEXTS = new RegExp(
  `\\b(?:which|one) of (?:these|those|them)\\b|\\b(?:each|every|all|both|these|those)\\b(?:[\\w' -]{0,40}\\b(?:ones?|of (?:them|these|those)|stor(?:y|ies)|${TEXT_NOUN}s?)\\b|\\W*$)|` +
    `\\b(?:the|my|our) (?:[a-z]+ ){0,2}(?:stories|${TEXT_NOUN}s)\\b`,
  "i",
);
const TOGETHER =
  /\b(?:together|combined|jointly|in(?:to)? (?:one|a single)|(?:one|a single|a joint) \w+ of)\b/i;
const IT = new RegExp(
  `\\b(?:it|(?:this|that)(?! (?:\\w+ )?${SOURCE})|them|these|those|the (?:result|output|text|results))\\b`,
  "i",
);
/** "it", and "this" where no noun follows. */
const IT_ALONE = /\b(?:it|them|(?:this|that)(?= (?:in|into|to|aloud|as|for)\b|\W*$))(?!\w)/i;
const SOURCE_NOUN = new RegExp(`\\b(?:the|this|my|that|her|his|their) (?:\\w+ )?${SOURCE}|\\bits\\b`, "i");

/** Returns a picture, recording, video or table for an argument, as plans write it; undefined if there is none. */
export function mediaSource(arg: ArgSpec, mention: Mention, sources: Sources): string | undefined {
  const { task, clause } = mention;
  const beside = sources.nodes.findLast(
    (node) => node.mention.clause === clause && outputFits(node.spec, arg),
  );
  if (beside && isGuided(task)) return outputReference(beside.id);
  const named = filesIn(clause, arg, sources.files);
  if (named.length > 0) return references(named).join(",");
  const original = /\boriginal\b/i.test(clause);
  const made = original || mention.relation === "also" ? undefined : madeMedia(arg, mention, sources.nodes);
  if (made) return outputReference(made.id);
  const [inContext] = filesIn(sources.context, arg, sources.files);
  const files = inContext ? [inContext] : wantedFiles(mention, arg, sources.files);
  return files.length === 0 ? undefined : references(files).join(",");
}

/** The file that a clause calls a mask. */
const MASK = /\bmask(?:ed)?\b[^«»]{0,20}«image(\d+)»|«image(\d+)»[^«»]{0,12}\b(?:as|is) (?:a |the )?mask\b/i;

/** Returns the picture that says where another may change, as plans write it: the one so called, or named like one. */
export function maskSource({ clause }: Mention, { files }: Sources): string | undefined {
  const pictures = files.filter(({ type }) => type === "image");
  const said = MASK.exec(clause);
  const handle = Number(said?.[1] ?? said?.[2]);
  const named = pictures.find((file) => /(?:^|[^a-z])mask(?![a-z])/i.test(file.name));
  const mask = pictures.find((file) => file.handle === handle) ?? named;
  return mask && pictures.length > 1 ? fileReference(mask.handle) : undefined;
}

/** Returns every file that fits a list, else the one source that there is; undefined if there is none. */
export function mediaSources(arg: ArgSpec, mention: Mention, sources: Sources): string[] | undefined {
  const files = sources.files.filter((file) => argTakes(arg, file.type));
  if (files.length > 0) return references(files);
  const one = mediaSource(arg, mention, sources);
  return one === undefined ? undefined : [one];
}

/** Returns a text for an argument, as plans write it; undefined if there is none. */
export function textSource(arg: ArgSpec, mention: Mention, sources: Sources): string | undefined {
  const { clause, task, relation } = mention;
  const nodes = mention.again ? sources.nodes.filter((node) => node.task !== task) : sources.nodes;
  const beside = nodes.findLast((node) => node.mention.clause === clause && outputFits(node.spec, arg));
  if (beside) return outputReference(beside.id);
  const quote = quoteIn(clause, sources.quotes) ?? quotesIn(clause, sources.quotes)[0];
  const users = nodes.filter(
    ({ args }) => quote !== undefined && Object.values(args).some((value) => String(value).includes(quote)),
  );
  const isUsed = users.length > 0;
  const latest = madeText(arg, nodes);
  const made = isAnalysed(nodes) && !RESULT_WORDS.test(clause) ? undefined : latest;
  if (made && isUsed && (IT.test(clause) || isWorkedOn(mention, users))) return made;
  const named = namedNode(clause, nodes, task);
  const isNamed = named !== undefined && outputFits(named.spec, arg);
  if (isUsed && isNamed) return outputReference(named.id);
  if (quote !== undefined && !(arg.name === "context" && quote.endsWith("?"))) return quote;
  if (isNamed) return outputReference(named.id);
  const given = givenText(mention, arg, sources);
  const prefersGiven = ANALYSES.has(task)
    ? relation !== "then" && !/\b(?:it|them|result)\b/i.test(clause)
    : (SOURCE_NOUN.test(clause) || relation === "also") && !IT.test(clause);
  return prefersGiven ? (given ?? latest) : (made ?? given ?? latest);
}

/**
 * Returns every text file where a request means them all ("each text", "the letters"), as a list where each is a text of
 * its own, as one text where it wants them together; undefined if it means one, or a text that was made before.
 */
export function textSources(
  arg: ArgSpec,
  { clause, relation }: Mention,
  { files, nodes, quotes }: Sources,
): string | string[] | undefined {
  const made = madeTogether(nodes);
  if (made.length > 1 && /\b(?:both|each|all|every)\b/i.test(clause)) return made;
  const texts = references(files.filter(({ type }) => type === "text"));
  const isMade = nodes.some(({ spec }) => outputFits(spec, arg)) && relation !== "also";
  if (texts.length < 2 || isMade || quoteIn(clause, quotes) !== undefined) return undefined;
  const named = references(filesIn(clause, arg, files));
  if (named.length === 1) return undefined;
  const several = named.length > 1 ? named : countedFiles(clause, texts);
  if (several) return TOGETHER.test(clause) ? several.join("\n") : [...several];
  const counted = ORDINALS.findIndex((word) =>
    new RegExp(`\\b${word} (?:of|one|${TEXT_NOUN})\\b`, "i").test(clause),
  );
  if (texts[counted] !== undefined) return texts[counted];
  if (!ALL_TEXTS.test(clause)) return undefined;
  return TOGETHER.test(clause) ? texts.join("\n") : texts;
}

/** What the last request gave once for each ("into German and French"). */
function madeTogether(nodes: readonly Node[]): string[] {
  const first = nodes.findLastIndex(({ mention }) => !mention.again);
  return nodes.slice(Math.max(first, 0)).map(({ id }) => outputReference(id));
}

/** Returns the first quotation in a clause that is no question; undefined if it has none. */
export function quoteIn(clause: string, quotes: readonly string[]): string | undefined {
  const index = /«q(\d+)»/.exec(clause)?.[1];
  return index === undefined ? undefined : quotes[Number(index)];
}

/** Returns every quotation of a text, in order, questions too. */
export function quotesIn(text: string, quotes: readonly string[]): string[] {
  return [...text.matchAll(/«(?:q|ask)(\d+)»/g)].map((match) => quotes[Number(match[1])] ?? "");
}

function givenText(
  { clause, task }: Mention,
  arg: ArgSpec,
  { files, quotes, context, nodes }: Sources,
): string | undefined {
  const fitting = files.filter(({ type }) => argTakes(arg, type));
  const [named] = filesIn(clause, arg, files);
  const file = named ?? meantFile(clause, fitting, task, wordsIn(clause));
  const quote =
    quoteIn(context, quotes) ??
    (arg.name === "context" ? undefined : quotesIn(context, quotes)[0]) ??
    nodes.map((node) => quoteIn(node.mention.clause, quotes)).findLast((one) => one);
  if (file) return fileReference(file.handle);
  const read = nodes.findLast(({ implied }) => implied);
  const [later] = nodes.length === 0 ? quotes.filter((one) => !/[?？]$/.test(one)) : [];
  return quote ?? (read ? outputReference(read.id) : later);
}

/** "Summarize and read aloud: ...": the text after the colon was for what comes first, the rest works on its result. */
function isWorkedOn({ clause, task, relation }: Mention, users: readonly Node[]): boolean {
  const isShared = users.some((node) => node.task !== task && !node.mention.clause.includes("«q"));
  return isShared && relation !== "also" && !ANALYSES.has(task) && !SOURCE_NOUN.test(clause);
}

/** Whether earlier tasks only said something about a text: "is it positive?" changes nothing in it. */
function isAnalysed(nodes: readonly Node[]): boolean {
  return nodes.every(
    ({ task, spec, mention }) =>
      ANALYSES.has(task) && spec.outputs[0] !== "text" && !PUNCTUATES.test(mention.clause),
  );
}

/** The latest text; if there is none, the latest output that can be read as one. */
function madeText(arg: ArgSpec, nodes: readonly Node[]): string | undefined {
  const text = nodes.findLast(({ spec }) => spec.outputs[0] === "text");
  const node = text ?? nodes.findLast(({ spec }) => outputFits(spec, arg));
  return node && outputReference(node.id);
}

function madeMedia(
  arg: ArgSpec,
  { clause, relation, task: self }: Mention,
  nodes: readonly Node[],
): Node | undefined {
  return nodes.findLast(({ spec, task, mention }) => {
    if (!outputFits(spec, arg)) return false;
    if (isGuided(self)) return true;
    if (BOXES.has(task)) return BOXED.test(clause);
    return (
      pointsTo(task, mention.clause === clause, clause) || (relation === "then" && mention.clause !== clause)
    );
  });
}

/** Whether a clause means the picture that a task gave: any, but one that explains another only where it says so. */
function pointsTo(task: TaskId, isSameClause: boolean, clause: string): boolean {
  const called = EXPLAINING[task];
  if (!called || RESULT.test(clause)) return true;
  if (isSameClause)
    return new RegExp(`\\b(?:of|from|in|using|with) (?:\\w+ )?${called.source}`, "i").test(clause);
  if (called.test(clause)) return true;
  return !MEASURES.has(task) && /\b(?:it|them|this|that)\b/i.test(clause) && !OF_PICTURE.test(clause);
}

/** "The face of a.jpg on b.jpg": what stands between two files that are not both meant alike. */
const APART = /»[^«»]*\b(?:on|onto|over|as|like|into|to|with|by)\b[^«»]*«/i;

/** The files that a text names in a list, in their own order; of those that play different parts the first. */
function filesIn(text: string, arg: ArgSpec, files: readonly NamedFile[]): NamedFile[] {
  const named = files.filter(
    (file) => argTakes(arg, file.type) && text.includes(`«${file.type}${file.handle}»`),
  );
  return named.length > 1 && APART.test(text) ? named.slice(0, 1) : named;
}

/**
 * The file that the request counts ("the second picture"), every one where it means them all ("each picture", "the
 * photos"), else the one that it means.
 */
function wantedFiles(
  { clause, task }: Mention,
  arg: ArgSpec,
  files: readonly NamedFile[],
): readonly NamedFile[] {
  const fitting = files.filter((file) => argTakes(arg, file.type));
  const several = countedFiles(clause, fitting);
  if (several) return several;
  if (/\blast\b/i.test(clause)) return fitting.slice(-1);
  const ordinal = ORDINALS.findIndex((word) => new RegExp(`\\b${word}\\b`, "i").test(clause));
  const counted = fitting[ordinal];
  if (counted) return [counted];
  if (!arg.list && ALL.test(clause)) return fitting;
  const meant = meantFile(clause, fitting, task, wordsIn(clause));
  return meant ? [meant] : [];
}

/** "The first three": as many from that end; undefined where a clause counts none. */
function countedFiles<File>(clause: string, files: readonly File[]): readonly File[] | undefined {
  const [, end, word = ""] = COUNTED.exec(clause) ?? [];
  if (end === undefined) return undefined;
  const count = Math.max(COUNTS.indexOf(word.toLowerCase()), Number(word) || 0);
  return /first/i.test(end) ? files.slice(0, count) : files.slice(-count);
}

function references(files: readonly NamedFile[]): string[] {
  return files.map(({ handle }) => fileReference(handle));
}

function wordsIn(clause: string): { isSource: boolean; isIt: boolean } {
  return { isSource: SOURCE_NOUN.test(clause), isIt: IT_ALONE.test(clause) };
}
