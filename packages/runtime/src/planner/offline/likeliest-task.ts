import {
  argTakes,
  kindScheme,
  kindsAsked,
  type PlannedTask,
  TASK_IDS,
  type TaskId,
  taskEvidence,
  taskSpec,
} from "@hugginggpt/shared";
import type { Mention } from "./find-mentions.js";
import type { LanguageRules } from "./request/clause.js";
import { splitClauses } from "./request/clauses.js";
import { type Medium, PLACEHOLDER } from "./request/mask-request.js";
import { mediaIn } from "./words.js";

/** How much a request must speak of a task, and of the next one at most beside it. */
const LEAST_EVIDENCE = 0.5;
const CLOSE = 0.8;

/**
 * Returns the task that a request clearly suggests most, among those for the given inputs, if its words ask for none: by
 * the kinds of work that it names in whatever language, by the words that tasks are known by, or because it describes a
 * picture. Null if there is none.
 */
export function likeliestTask(
  text: string,
  given: readonly Medium[],
  rules: LanguageRules | null = null,
): Mention | null {
  const there: readonly Medium[] = text.includes("«q") ? [...given, "text"] : given;
  const all = splitClauses(text, rules);
  // In tables of words, a clause with a refusal in it may ask for something as well.
  const asked = all.filter(({ kind }) => kind !== "refusal");
  const clauses = asked.length === 0 && rules ? all : asked;
  if (clauses.length === 0) return null;
  const clause = clauses.map((one) => one.text).join(", ");
  const words = clauses.map((one) => one.words).join(", ");
  const own = clauses.length < all.length ? words : text;
  const said = rules ? clause : own;
  const task =
    there.length > 0
      ? (byKinds(own, there) ?? byEvidence(said, there))
      : isScene(said)
        ? "text-to-image"
        : null;
  if (task === null) return null;
  return {
    task,
    clause,
    words,
    relation: "and",
    media: mediaIn(clause),
    language: null,
    again: false,
    rules,
  };
}

function byEvidence(text: string, there: readonly Medium[]): TaskId | null {
  const [first, second] = [...taskEvidence(text.replace(PLACEHOLDER, ""))]
    .filter(([task]) => worksOn(task, there))
    .sort((a, b) => b[1] - a[1]);
  if (first === undefined || first[1] < LEAST_EVIDENCE) return null;
  return second !== undefined && second[1] > CLOSE * first[1] ? null : first[0];
}

/** Tasks that answer whatever is asked: their kinds are named in passing. */
const ANSWERS: ReadonlySet<TaskId> = new Set(["question-answering", "text-generation"]);

/** The task of which a request names most kinds of work, one more than of any other. */
function byKinds(text: string, there: readonly Medium[]): TaskId | null {
  const [first, second] = TASK_IDS.filter((task) => !ANSWERS.has(task) && worksOn(task, there))
    .map((task) => [task, narrowKinds(task, text).length] as const)
    .sort((a, b) => b[1] - a[1]);
  return first !== undefined && first[1] > (second?.[1] ?? 0) ? first[0] : null;
}

function narrowKinds(task: TaskId, text: string): string[] {
  const { general, broad } = kindScheme(task);
  return kindsAsked(task, text).filter((kind) => kind !== general && !broad.has(kind));
}

/** Whether a task works on one of these media, and needs no more but words. */
function worksOn(task: TaskId, there: readonly Medium[]): boolean {
  const [subject, ...others] = taskSpec(task).args.filter(({ required }) => required);
  const isWords = others.every(({ type, list }) => type === "text" && !list);
  return subject !== undefined && isWords && there.some((medium) => argTakes(subject, medium));
}

/** Tells, asks or speaks to somebody: no mere description. */
const SPEAKS =
  /[?？]|\b(?:i|you|we|he|she|they|it|me|my|your|our|us|this|that|these|is|are|was|were|am|be|do|does|did|can|could|will|would|should|has|have|had|what|who|why|how|when|where|which|if|because|not|let|tell|give|write|help|thanks?|hello|hi|hey)\b|n['’]t\b|[我你您他她它们吗呢吧]/i;
/** Begins with something, and says where it is or what it does. */
const PLACED =
  /^(?:an? |one |two |three |some )(?:[\w'-]+ ){1,6}?(?:in|on|at|under|over|by|beside|between|against|near|with|among|through|across|behind|above|below|[a-z]{2,}ing)\b(?! (?:to|for|about)\b)/i;
/** What is written, not drawn. */
const WRITTEN =
  /\b(?:lists?|names?|ideas?|plans?|recipes?|jokes?|quotes?|words?|ways?|reasons?|slogans?|questions?|answers?|explanations?|summar\w+|e-?mails?|letters?|essays?|articles?|poems?|haikus?|stor(?:y|ies)|scripts?|lyrics|songs?|functions?|quer(?:y|ies)|regex|code|programs?|formulas?)\b/i;
const STYLED =
  /\b(?:styles?|watercolou?rs?|oil paint\w*|sketch|digital art|concept art|low poly|photoreal\w*|hyperreal\w*|cinematic|bokeh|close-?up|wide shot|4k|8k|isometric|surreal\w*|impressionis\w+|minimalist|art deco|steampunk|vaporwave|neon|风格|水彩|油画|写实)\b|风格|水彩|油画|写实/i;

/** Whether a request describes a picture and says nothing else: "a red bicycle against a wall", "pixel art wizard". */
function isScene(text: string): boolean {
  const bare = text.replace(/[,;]?\s*\bplease\b|^请/gi, "");
  if (
    SPEAKS.test(bare) ||
    WRITTEN.test(bare) ||
    narrowKinds("text-generation", bare).some((kind) => kind !== "image prompts")
  )
    return false;
  return PLACED.test(bare) || STYLED.test(bare) || narrowKinds("text-to-image", bare).length > 0;
}

/** Kinds of talk, for which there are models of their own. */
const TALK: ReadonlySet<string> = new Set(["persona", "sarcastic chat", "empathetic chat", "chat"]);

/** Returns how words that are to be answered are planned: as a conversation of some kind, where they are talk. */
export function answering(text: string, isElseTalk: boolean): Pick<PlannedTask, "task" | "need"> {
  const [first = isElseTalk ? "chat" : "", ...others] = kindsAsked("text-generation", text);
  if (!TALK.has(first)) return { task: "text-generation" };
  return { task: "conversational", need: [first, ...others].filter((kind) => TALK.has(kind)).join(", ") };
}
