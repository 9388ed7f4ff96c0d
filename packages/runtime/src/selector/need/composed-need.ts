import { domainsNamed, kindsAsked, oneLine, type ValidTask } from "@hugginggpt/shared";
import type { StepText } from "./step-texts.js";

const MAX_CHARACTERS = 400;
/** Characters of a text that its subject is told by. */
const SUBJECT = 200;
/** Tasks whose text describes what is to be made: its words say in which style. */
const MAKING = /^text-to-(?:image|video|3d|audio)$|-text-to-(?:image|video)$/;

/**
 * Returns a phrase about the kind of model for a step whose plan gives none: the English names of the kinds of work and
 * subjects that the request's words about it speak of, those words where they are English, and the words of what is to
 * be made. Empty if nothing says more than the task.
 */
export function composedNeed(
  { task, args, clause }: ValidTask,
  words: string,
  texts: readonly StepText[],
  language: string | null,
): string {
  const prompt = MAKING.test(task) ? texts.map(({ text }) => text).join(" ") : "";
  const data = texts.map(({ text }) => text.slice(0, SUBJECT)).join(" ");
  const isEnglish = language === "en" || language === null;
  const kinds = kindsAsked(task, `${words} ${prompt}`);
  const own = isEnglish ? words : (clause?.english ?? "");
  const parts = [
    ...kinds,
    own,
    own.includes(prompt) ? "" : prompt,
    ...(task === "object-detection" && "text" in args ? ["open vocabulary, by text prompt"] : []),
    ...domainsNamed(isEnglish ? data : `${words} ${data}`),
  ];
  return oneLine(parts.filter((part) => part.trim() !== "").join("; "), MAX_CHARACTERS);
}
