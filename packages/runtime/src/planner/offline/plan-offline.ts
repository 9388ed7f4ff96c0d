import {
  type ArgSpec,
  kindsAsked,
  type PlannedTask,
  type RequestClause,
  type TaskId,
  taskSpec,
} from "@hugginggpt/shared";
import type { LanguageDetector } from "@hugginggpt/shared/languages";
import { checkPlan } from "../check-plan.js";
import { fileMentions, type NamedFile } from "../file-mentions.js";
import { lackingFiles } from "../lacking-files.js";
import { fileReference, outputReference } from "../plan-notation.js";
import type { PlanInput, PlanResult } from "../plan-result.js";
import { typeWord } from "../plan-scope.js";
import { withDubbing } from "../with-dubbing.js";
import { argumentsOf, comparable } from "./arguments-of.js";
import { makerOf } from "./earlier-results.js";
import { findMentions, type Mention } from "./find-mentions.js";
import { GUIDED_BY, guidesOf } from "./guides.js";
import { languagesAlone } from "./languages.js";
import { answering, likeliestTask } from "./likeliest-task.js";
import { offeredLabels, sentencesIn } from "./literals.js";
import type { Node } from "./node.js";
import { beginningOf, withoutOwnLanguage } from "./own-language.js";
import type { LanguageRules } from "./request/clause.js";
import { type MaskedRequest, maskRequest, PLACEHOLDER, unmask } from "./request/mask-request.js";
import { isRefusal } from "./request/statement.js";
import type { Sources } from "./sources.js";

/**
 * Returns a plan made by rules, without a language model: for plain English requests, by a vocabulary of one row or
 * more for each task, chained by the types of what goes in and out. A request in which no task is recognised is
 * `chat`; one that lacks something (a picture that was not given) is refused with what is missing.
 */
export function planOffline(input: PlanInput, languages: RequestLanguages = {}): PlanResult {
  const [first, ...others] = readingsOf(input, languages);
  const result = planMasked(input, first, languages);
  if (result.kind === "plan") return result;
  const judged = first.files.length === 0 ? judgedText(input.request, languages.rules ?? null) : null;
  for (const other of judged === null ? others : [...others, { ...judged, files: [] }]) {
    const plan = planMasked(input, other, languages);
    if (plan.kind === "plan") return plan;
  }
  return result;
}

/** What is known of the languages of a request. */
export interface RequestLanguages {
  /** Tells the language of its texts; see `detectorOf`. */
  readonly detect?: LanguageDetector;
  /** Its own, where it is neither English nor Chinese. */
  readonly rules?: LanguageRules | null;
}

/** What asks for nothing else is talk, or is to be done with what is given in a way that the words say. */
export function talk(input: PlanInput): PlanResult {
  const files = [...input.files, ...fileMentions(input.request, input.files)];
  if (!/\p{L}/u.test(input.request)) return { kind: "chat", answer: null };
  const asksNothing =
    PLEASANTRY.test(input.request) || isRefusal(input.request.replace(/^\W*please\W+/i, ""));
  const [file] = asksNothing ? [] : files;
  const text = `${input.request}${file && isText(file) ? `:\n\n${fileReference(file.handle)}` : ""}`;
  const clause = { words: input.request, english: input.request };
  const follows = file && FOLLOWS_WORDS[file.type];
  const asked = follows ? { task: follows } : answering(input.request, true);
  const args = { text, ...(follows && { [file.type]: fileReference(file.handle) }) };
  const checked = checkPlan({ tasks: [{ id: 0, ...asked, args, dep: [], clause }] }, input);
  return checked.ok ? { kind: "plan", plan: checked.plan } : { kind: "chat", answer: null };
}

/** Tasks that do with a file whatever the words say. */
const FOLLOWS_WORDS: Readonly<Partial<Record<NamedFile["type"], TaskId>>> = {
  image: "image-text-to-text",
  audio: "audio-text-to-text",
  video: "video-text-to-text",
  table: "table-question-answering",
};
const PLEASANTRY =
  /^\W*(?:thanks?|thank you|hi|hello|hey|good (?:morning|afternoon|evening|night)|ok(?:ay)?|great|nice|cool|bye|[谢謝]|你好|您好|嗨|再见)(?!\w)/i;

interface Reading extends MaskedRequest {
  readonly files: readonly NamedFile[];
}

/** The request as it can be read, the likeliest first: what follows its colon is a text, or asks for something. */
function readingsOf(
  { request, files: given }: PlanInput,
  { rules = null }: RequestLanguages,
): [Reading, ...Reading[]] {
  const files = [...given, ...fileMentions(request, given)];
  const read = (colon: "announced" | "text" | "request") => ({
    ...maskRequest(request, files, colon),
    files,
  });
  const [text, asIs] = [read("text"), read("request")];
  const [quote = ""] = text.quotes;
  const asks = /\btranslat|[译譯]/i.test(text.text)
    ? languagesAlone(quote).length > 0
    : findMentions(
        quote,
        files.map(({ type }) => type),
        [],
        [],
        { rules },
      ).mentions.length > 0;
  const saysHow = files.some(isText) && MANNER.test(quote) && sentencesIn(quote) === undefined;
  if (saysHow) return [{ ...asIs, text: text.text.replace("«q0»", "") }];
  if (files.length > 0) return asks ? [asIs] : [text, asIs];
  const isHeading = rules !== null || /^\S+(?: \S+)? «q0»$|\p{Script=Han}/u.test(text.text);
  return isHeading && !asks ? [text, asIs] : [read("announced"), text, asIs];
}

/** A text and a short question about it, the one before the other. */
const TEXT_FIRST = /^(?<text>.{6,5000}?[.!…。！])\s*(?<question>[^.!?。！？]{2,60})[?？]\s*$/su;
const QUESTION_FIRST = /^(?<question>[^.!?。！？]{2,60})[?？]\s*(?<text>.{6,5000})$/su;
/** What a text is judged by. */
const JUDGED: ReadonlySet<TaskId> = new Set(["text-classification", "token-classification"]);

/** "The soup was cold. Positive or negative?": what asks for nothing is the text that the question is about. */
function judgedText(request: string, rules: LanguageRules | null): MaskedRequest | null {
  for (const form of [TEXT_FIRST, QUESTION_FIRST]) {
    const { text = "", question = "" } = form.exec(request)?.groups ?? {};
    if (text === "" || findMentions(text, [], [], [], { rules }).mentions.length > 0) continue;
    for (const asked of [`${question}: «q0»`, `«q0» ${question}?`]) {
      const { mentions } = findMentions(asked, [], [text], [], { rules });
      if (mentions.length > 0 && mentions.every(({ task }) => JUDGED.has(task)))
        return { text: asked, quotes: [text] };
    }
  }
  return null;
}

function isText({ type }: Pick<NamedFile, "type">): boolean {
  return type === "text";
}

/** Says how something is to be done with a file, and is no text: "keep it short", "slowly", "不要太长". */
const MANNER =
  /^(?:(?:please|but|and)[\s,]+)?(?:keep|make|use|be|in|with(?:out)?|only|not?|don't|do not|never|at (?:most|least)|max\w*|up to|as|for|short\w*|brief|simple|formal|informal|\w+ly)\b[^.!?]{0,60}[.!]?$|^(?:请|但|要|不要|别|尽量|只|用|以|保持|控制|简|越|不超过|最多|最少|至少)[^。！？]{0,20}[。！]?$/iu;

/** Returns the plan for one reading of the request. */
function planMasked(
  input: PlanInput,
  { files, ...masked }: Reading,
  { detect = () => null, rules = null }: RequestLanguages,
): PlanResult {
  const given = [...new Set(files.map(({ type }) => type))];
  const { mentions: asked, context } = findMentions(
    masked.text,
    given,
    masked.quotes,
    files.flatMap((file) => makerOf(file) ?? []),
    {
      names: files
        .flatMap(({ type, name }) => (type === "image" ? name.replace(/[\W_\d]+/g, " ") : []))
        .join(" "),
      rules,
    },
  );
  const likeliest = asked.length === 0 ? likeliestTask(masked.text, given, rules) : null;
  if (asked.length === 0 && likeliest === null) return { kind: "chat", answer: null };
  const texts = masked.quotes.length > 0 ? masked.quotes : input.files.filter(isText).map(beginningOf);
  const mentions = withoutAnswered(
    withoutVagueTranslation(withoutOwnLanguage(likeliest ? [likeliest] : asked, texts, detect)),
    masked.quotes,
  );
  const nodes: Node[] = [];
  for (const mention of mentions) {
    const sources: Sources = { files, quotes: masked.quotes, nodes, context };
    const refined = { ...mention, task: refine(mention, sources) };
    const reader = guideNeeded(refined, sources) ?? readerNeeded(refined, sources);
    if (reader) nodes.push(makeNode(reader, mention, sources, true));
    nodes.push(makeNode(refined.task, refined, sources));
  }
  const said: Sources = { files, quotes: masked.quotes, nodes, context };
  const plan = withDubbing({ tasks: nodes.map((node) => plannedTask(node, said)) }, input);
  const checked = checkPlan(plan, input);
  if (checked.ok) return { kind: "plan", plan: checked.plan };
  const lacksOnlyText = nodes.some(({ spec, args }) =>
    spec.args.some((arg) => isMissing(arg, args) && arg.type === "text"),
  );
  if (lacksOnlyText && checked.lacking.length === 0 && !POINTS_AT.test(input.request))
    return { kind: "chat", answer: null };
  if (checked.lacking.length > 0 && isGeneral(input, nodes)) return { kind: "chat", answer: null };
  if (checked.lacking.length > 0) return lackingFiles(checked.lacking, missing(nodes) ?? checked.problems);
  const names = [...new Set(nodes.map(({ task }) => task))].join(", ");
  return {
    kind: "refused",
    reason: `The built-in planner (no language model) understood ${names}, but cannot plan it`,
    problems: missing(nodes) ?? checked.problems,
    next: checked.isTooLarge
      ? "Ask for less at once: for fewer files, or in several requests."
      : "Give what is missing with --file or in quotation marks, or set OPENAI_API_KEY or HF_TOKEN to let a language model plan.",
  };
}

/** What tasks need and the request does not give, in words for its author; null if nothing is missing. */
function missing(nodes: readonly Node[]): string[] | null {
  const lacking = nodes.flatMap(({ task, spec, args }) => {
    const absent = spec.args.filter((arg) => isMissing(arg, args));
    return absent.map(({ type }) => `${task} needs ${typeWord(type)}, which the request does not give.`);
  });
  return lacking.length > 0 ? [...new Set(lacking)] : null;
}

function isMissing({ name, required }: ArgSpec, args: Node["args"]): boolean {
  return required && args[name] === undefined;
}

/** Speaks of something that should be there; without it, "a list of cities in Spain" is to be written. */
const POINTS_AT = /\b(?:the|this|that|these|those|it|its|my|our|following)\b|[这這那它该該此]/i;

/** "What is image segmentation?", "why do people take photos of food": of nothing that is there. */
function isGeneral({ request, files }: PlanInput, nodes: readonly Node[]): boolean {
  const asks =
    /^\W*(?:what(?:['’]s| is| are| does)|why|how (?:do|does|can|is|are))\b|什么|為什|怎么|如何/i.test(
      request,
    );
  return asks && files.length === 0 && nodes.length === 1 && !POINTS_AT.test(request);
}

function makeNode(task: TaskId, mention: Mention, sources: Sources, implied = false): Node {
  const args = argumentsOf(task, mention, sources);
  return { id: sources.nodes.length, task, spec: taskSpec(task), mention, implied, args };
}

/** Points to the guide. */
const BY_GUIDE =
  /\b(?:use (?:it|them|this|these)|use\b.{0,40}\b(?:pose|skeleton|edges?|outlines?|lines|scribble|depth|normals?)|from (?:it|them)|using|based on|guided by|guided|following|(?:in|with|keeping) the same)\b/i;
const ZERO_SHOT: Readonly<Partial<Record<TaskId, TaskId>>> = {
  "text-classification": "zero-shot-classification",
  "image-classification": "zero-shot-image-classification",
};

/**
 * "How many sheep are there? Box them": boxes are counted where they are drawn, and distances read from a depth map.
 * "Which team is this for? Choose sales or support": the choice is the answer.
 */
function withoutAnswered(mentions: readonly Mention[], quotes: readonly string[]): readonly Mention[] {
  const isBoxed = mentions.some(({ task }) => task.endsWith("object-detection"));
  const isChosen = mentions.some(
    (mention) => ZERO_SHOT[mention.task] && offeredLabels(mention, quotes).length > 0,
  );
  const isMeasured = mentions.some(({ task }) => task === "depth-estimation");
  const isAnswered = ({ task, clause }: Mention): boolean =>
    (isBoxed && task === "visual-question-answering" && /^how many\b/i.test(clause)) ||
    (isMeasured &&
      task === "visual-question-answering" &&
      /^how (?:far|deep|close|distant)\b/i.test(clause)) ||
    (isChosen && task.endsWith("question-answering") && /^(?:what|which)\b/i.test(clause));
  return mentions.filter((mention) => !isAnswered(mention));
}

/** "Translate it, into French please": one translation, into the language that is said later. */
function withoutVagueTranslation(mentions: readonly Mention[]): readonly Mention[] {
  const isSaid = mentions.some(
    ({ task, again, language }) => task === "translation" && again && language !== null,
  );
  return isSaid
    ? mentions.filter(({ task, language }) => task !== "translation" || language !== null)
    : mentions;
}

/** Things that detectors of their own find; other kinds of detectors are told by the scene. */
const DETECTED: ReadonlySet<string> = new Set([
  "license plates",
  "faces",
  "safety equipment",
  "fire and smoke",
  "tables in documents",
  "cells under a microscope",
]);

function hasOwnDetector(clause: string): boolean {
  return kindsAsked("object-detection", clause).some((kind) => DETECTED.has(kind));
}

/** Labels in the request make a classification one among these labels, a guide just drawn makes a picture a guided one. */
function refine(mention: Mention, { quotes, nodes, files }: Sources): TaskId {
  const { task, clause } = mention;
  if (offeredLabels(mention, quotes).length > 0) return ZERO_SHOT[task] ?? task;
  if (task === "zero-shot-object-detection" && !clause.includes("«q") && hasOwnDetector(clause))
    return "object-detection";
  if (task === "sentence-similarity" && arePictures(mention, files, nodes))
    return "visual-question-answering";
  const isOfPicture = task === "text-to-video" && nodes.length === 0 && ONLY_VIDEO.test(clause);
  if (isOfPicture && files.some(({ type }) => type === "image")) return "image-to-video";
  const last = nodes.at(-1);
  const pointsToGuide =
    BY_GUIDE.test(clause) && (last?.task !== "depth-estimation" || /\bdepth\b|^use\b/i.test(clause));
  const guided = task === "text-to-image" && last && pointsToGuide ? GUIDED_BY[last.task] : undefined;
  return guided ?? task;
}

/** "Make a video": what it is to show is not said. */
const ONLY_VIDEO =
  /^(?:[\w'’]+ ){0,3}(?:an? )?(?:short |little )?个? ?(?:video|clip|movie|film|animation)[^\p{L}]*$/iu;

/** "Are a.jpg and b.jpg similar?": several pictures, and no texts. */
function arePictures({ clause, media }: Mention, files: Sources["files"], nodes: readonly Node[]): boolean {
  const isText = media.has("text") || clause.includes("«q") || files.some(({ type }) => type === "text");
  const areSeveral = files.filter(({ type }) => type === "image").length > 1;
  return areSeveral && !isText && nodes.length === 0;
}

/** A guide that is still to be drawn: "with the edges of this photo" gives the photo, not its edges. */
const STILL_IN =
  /\b(?:edges?|edge map|outlines?|contours?|lines|depth|depth map|poses?|skeleton|normals?|normal map|scribble) (?:of|in|from) (?:this|the|that|my|«image)/i;

function guideNeeded({ task, clause }: Mention, { nodes }: Sources): TaskId | null {
  const [guide, ...others] = guidesOf(task);
  if (!guide || !STILL_IN.test(clause)) return null;
  return nodes.some((node) => node.task === guide || others.includes(node.task)) ? null : guide;
}

/** The task that turns a picture or recording into the text that a task needs, where no text is there. */
function readerNeeded(mention: Mention, sources: Sources): TaskId | null {
  if (mention.task === "sentence-similarity") {
    const [arg] = taskSpec(mention.task).args;
    return arg && comparable(arg, mention, sources).length < 2 ? readerOf(sources) : null;
  }
  if (mention.task === "image-to-image") return spokenChange(mention, sources);
  const needed = taskSpec(mention.task).args.find(({ name, required }) => required || name === "context");
  if (needed?.type !== "text" || needed.name === "query") return null;
  const args = argumentsOf(mention.task, mention, sources);
  const own = mention.task === "question-answering" ? args.context : args[needed.name];
  return own === undefined || isLabel(own, mention, sources) ? readerOf(sources) : null;
}

/** "If the caller is angry, summarize the call": what a recording is classified as is not what is said in it. */
function isLabel(source: unknown, { task, media }: Mention, { nodes }: Sources): boolean {
  const node = nodes.find(({ id }) => source === outputReference(id));
  const isRetold = task === "summarization" || task === "translation";
  return isRetold && node?.task === "audio-classification" && media.has("audio");
}

/** A change of a picture that a recording describes: it must be written down first. */
function spokenChange({ clause }: Mention, { files, nodes }: Sources): TaskId | null {
  const isSpoken = /\b(?:commands?|instructions?|spoken|instructed|described in|says?)\b|«audio\d/i.test(
    clause,
  );
  const isHeard =
    files.some(({ type }) => type === "audio") &&
    !nodes.some(({ spec }) => spec.outputs[0] !== "image" && spec.outputs[0] !== "audio");
  return isSpoken && isHeard ? "automatic-speech-recognition" : null;
}

function readerOf({ files, nodes }: Sources): TaskId | null {
  const types = new Set([...files.map(({ type }) => type), ...nodes.flatMap(({ spec }) => spec.outputs)]);
  if (types.has("image")) return "image-to-text";
  return types.has("audio") || types.has("video") ? "automatic-speech-recognition" : null;
}

/** Dependencies follow from the references: the checker finds them. */
function plannedTask(node: Node, sources: Sources): PlannedTask {
  const clause = requestClause(node, sources);
  const asked = node.task === "text-generation" ? answering(clause.english, false) : { task: node.task };
  return { id: node.id, ...asked, args: node.args, dep: [], clause };
}

/** What asks for a task, and for one that takes a file what was said of it: "this is a page of a manga". */
function requestClause({ mention, args }: Node, { context, quotes, files, nodes }: Sources): RequestClause {
  const takesFile = Object.values(args).some((arg) => String(arg).includes("<FILE>"));
  const before = takesFile || nodes.length === 1 ? `${context} ` : "";
  const english = `${before}${mention.clause}`
    .replace(PLACEHOLDER, (_, type: string) => (type === "q" || type === "ask" ? "" : `the ${type}`))
    .replace(/\s+/g, " ");
  const marked = quotes.map((quote) => `"${quote}"`);
  return { words: unmask(`${before}${mention.words}`, marked, files).trim(), english: english.trim() };
}
