import { kindsAsked, type TaskId } from "@hugginggpt/shared";

/** Asks for what is said or told, not for how it sounds or what it is. */
const OF_CONTENT =
  /\b(?:says?(?! (?:yes|no|stop|go|up|down|left|right)\b)|said|saying|mention\w*|discuss\w*|(?:talk|speak|tell)\w* (?:\w+ )?(?:about|of)|according|answer\w*|why|how (?:much|many|long|often)|who(?! (?:is |was )?(?:speak|talk|sing)\w*|['’ ]i?s right)|where(?! (?:is|are)\b)|what colou?r|there(?! (?:anything|something)))\b/i;
/** Asks about the thing as a whole: what it is, whether it is something, how it feels. */
const OF_WHOLE =
  /\b(?:(?:is|are|was|were|does|do|did|has|have|could|might|would)(?:n['’]t)? (?:this|that|these|it|the|my|our|his|her|he|she|they|an?|someone|somebody|anyone)\b|(?:would|do) you (?:call|say|consider|think)|is there (?:anything|something)|what are the \w+|(?:what|which) (?:kind|type|sort|language|tongue|emotion|mood|topic|category|age|disease|illness)\b|how (?:old|does|do|did|is|are|was)\b|whether|tell if|right\b|(?:what|which) (?:is|one) it\b)/i;
/** Asks somebody to do something, if in a question: "could you write it down?" */
const WISH =
  /\b(?:can|could|would|will|may|might|should) (?:you|we|i)\b(?! (?:call|say|consider|think)\b)|\bplease\b/i;
/** Asks for what stands in a picture. */
const OF_WORDS = /\b(?:says?|written|reads?|stands?|writing)\b/i;

const isOfThing = (question: string): boolean => !OF_CONTENT.test(question);
const isOfWhole = (question: string): boolean =>
  isOfThing(question) && OF_WHOLE.test(question) && !WISH.test(question);
/** What is read in another language has few of the English words. */
const isOfPicture = (question: string, isEnglish: boolean): boolean =>
  isEnglish ? isOfWhole(question) : isOfThing(question);

/** A task for some of the questions that others would answer. */
interface SpecialRow {
  readonly task: TaskId;
  /** The tasks that answer whatever is asked. */
  readonly of: readonly TaskId[];
  readonly asks: (question: string, isEnglish: boolean) => boolean;
  /** The kinds of work that questions name on purpose; absent: all of the task's. */
  readonly kinds?: readonly string[];
}

/** Where questions name as many kinds of several tasks, the first is meant. */
const SPECIAL: readonly SpecialRow[] = [
  {
    task: "automatic-speech-recognition",
    of: ["audio-text-to-text"],
    asks: isOfThing,
    kinds: ["diarization", "keyword spotting", "phonemes", "voice activity"],
  },
  {
    task: "audio-classification",
    of: ["audio-text-to-text"],
    asks: isOfThing,
    kinds: [
      "age",
      "emotion",
      "fake speech",
      "gender",
      "health",
      "language identification",
      "music",
      "speaker",
      "spoken commands",
    ],
  },
  { task: "audio-to-audio", of: ["audio-text-to-text"], asks: isOfThing },
  { task: "video-classification", of: ["video-text-to-text"], asks: isOfThing },
  {
    task: "image-classification",
    of: ["visual-question-answering"],
    asks: isOfPicture,
    kinds: [
      "age",
      "AI-made pictures",
      "documents",
      "facial expression",
      "medicine",
      "plants",
      "unsafe content",
    ],
  },
  {
    task: "image-to-text",
    of: ["visual-question-answering"],
    asks: (question) => OF_WORDS.test(question),
    kinds: ["captchas", "handwriting", "manga"],
  },
  {
    task: "image-segmentation",
    of: ["object-detection", "zero-shot-object-detection"],
    asks: () => true,
    kinds: ["potholes"],
  },
  { task: "text-classification", of: ["question-answering", "text-generation"], asks: isOfWhole },
  {
    task: "token-classification",
    of: ["question-answering"],
    asks: isOfWhole,
    kinds: ["keyphrases", "part of speech"],
  },
];

/**
 * Returns the task for a question that `asked` would answer: one whose models do the very kind of work that the question
 * names ("is this comment nasty?" is a classification), where it is about the thing as a whole. `context` is what was
 * said before it, which may say what a picture shows, `own` the question in another language if it is read from one.
 * Else `asked`.
 */
export function specialTask(asked: TaskId, question: string, context: string, own = ""): TaskId {
  const text = `${asked === "visual-question-answering" ? context : ""} ${question} ${own}`;
  const [best] = SPECIAL.filter(({ of, asks }) => of.includes(asked) && asks(question, own === ""))
    .map(({ task, kinds }) => ({
      task,
      named: kindsAsked(task, text).filter((kind) => kinds?.includes(kind) ?? true).length,
    }))
    .sort((a, b) => b.named - a.named);
  return best && best.named > 0 ? best.task : asked;
}
