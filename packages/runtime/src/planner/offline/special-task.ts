import { kindScheme, kindsAsked, type TaskId } from "@hugginggpt/shared";

/** Tasks that answer whatever is asked, and those with models of their own for the kinds of work that some questions name. */
const SPECIAL: Readonly<Partial<Record<TaskId, readonly TaskId[]>>> = {
  "audio-text-to-text": ["automatic-speech-recognition", "audio-classification", "audio-to-audio"],
  "video-text-to-text": ["video-classification"],
  "visual-question-answering": ["image-classification"],
  "question-answering": ["text-classification", "token-classification"],
  "text-generation": ["text-classification"],
};

/** Asks for what is said or told, not for how it sounds or what it is. */
const OF_CONTENT =
  /\b(?:says?|said|saying|mention\w*|discuss\w*|(?:talk|speak|tell)\w* (?:\w+ )?(?:about|of)|according|answer\w*|why|how (?:much|many|long|often)|who(?! (?:is |was )?(?:speak|talk|sing)\w*)|where(?! (?:is|are)\b)|what colou?r|there)\b/i;
/** Asks about the thing as a whole: what it is, whether it is something, how it feels. */
const OF_WHOLE =
  /\b(?:(?:is|are|was|were|does|do|did|has|have)(?:n['’]t)? (?:this|that|these|it|the|my|our|his|her|he|she|they|an?|someone|somebody|anyone)\b|what are the \w+|(?:what|which) (?:kind|type|sort|language|tongue|emotion|mood|topic|category|age|disease|illness)\b|how (?:old|does|do|did|is|are|was)\b|whether|tell if)/i;
/** Asks somebody to do something, if in a question: "could you write it down?" */
const WISH = /\b(?:can|could|would|will|may|might|should) (?:you|we|i)\b|\bplease\b/i;
/** Of sound and moving pictures, a kind of work is seldom named by chance. */
const RECORDED: ReadonlySet<TaskId> = new Set(["audio-text-to-text", "video-text-to-text"]);
/** Kinds of which a question is seldom about anything else, where a task has others. */
const JUDGED: Readonly<Partial<Record<TaskId, ReadonlySet<string>>>> = {
  "image-classification": new Set([
    "age",
    "AI-made pictures",
    "documents",
    "facial expression",
    "medicine",
    "plants",
    "unsafe content",
  ]),
  "token-classification": new Set(["keyphrases", "part of speech"]),
};

/**
 * Returns the task for a question that `asked` would answer: one whose models do the very kind of work that the question
 * names ("is this comment nasty?" is a classification), where it is about the thing as a whole. `context` is what was
 * said before it. Else `asked`.
 */
export function specialTask(asked: TaskId, question: string, context: string): TaskId {
  const tasks = SPECIAL[asked];
  if (!tasks || OF_CONTENT.test(question)) return asked;
  if (!RECORDED.has(asked) && (WISH.test(question) || !OF_WHOLE.test(question))) return asked;
  const text = asked === "visual-question-answering" ? `${context} ${question}` : question;
  const [best] = tasks
    .map((task) => ({ task, kinds: kindsNamed(task, text) }))
    .sort((a, b) => b.kinds - a.kinds);
  return best && best.kinds > 0 ? best.task : asked;
}

function kindsNamed(task: TaskId, text: string): number {
  const { general, broad } = kindScheme(task);
  const isMeant = (kind: string): boolean =>
    kind !== general && !broad.has(kind) && (JUDGED[task]?.has(kind) ?? true);
  return kindsAsked(task, text).filter(isMeant).length;
}
