import type { ValidTask } from "@hugginggpt/shared";
import { kindsAsked } from "@hugginggpt/shared";
import type { StepText } from "./step-texts.js";

/** Longer quotations are what a step works on, not words about it. */
const QUOTED =
  /["“«„「『][^"”»“」』]{12,}["”»“」』]|(?<![\p{L}\p{N}])['‘‚][^'’\n]{25,}['’‘](?![\p{L}\p{N}])/gu;
const FILE_NAME = /(?<![\p{L}\p{N}])[\w./\\-]+\.[a-z][a-z0-9]{1,4}(?![\p{L}\p{N}])/giu;
/** What is left of a quotation or a remark whose words are gone. */
const EMPTY = /["'“”‘’«»„「」『』]\s*["'“”‘’«»「」『』]|\(\s*\)/gu;
/** Where one thing that is asked for ends and the next begins. */
const STEPS =
  /(?<=[.!?;])\s+|(?<=[。！？；])|\s*(?:->|→)\s*|,?\s+(?:and then|then|after that|afterwards|and also|und dann|danach|et ensuite|puis|y luego|después|e poi|e depois|а потом|затем|i potem)\s+|[,，]?\s*(?:然后|接着|再)|\n+/iu;

/**
 * Returns the request's words that are about one step: what the planner says asked for it, else, in a plan of several
 * tasks, the sentences that speak of its kinds of work, else all. Texts that the plan works on, quotations and names of
 * files are left out: they say nothing of the kind of model.
 */
export function ownWords(
  task: ValidTask,
  { plain, isOnly, texts }: { plain: string; isOnly: boolean; texts: readonly StepText[] },
): string {
  if (task.clause) {
    const { words } = task.clause;
    return withoutTexts(
      words,
      texts.filter(({ text }) => words.includes(`"${text}"`)),
    );
  }
  if (isOnly) return plain;
  const about = plain
    .split(STEPS)
    .filter((part) => part.trim() !== "" && kindsAsked(task.task, part).length > 0);
  return about.length > 0 ? about.join(" . ") : plain;
}

/** Returns a request without the texts that a plan works on, quotations and names of files. */
export function withoutTexts(request: string, texts: readonly StepText[]): string {
  const given = texts.flatMap(({ text, isWritten }) => (isWritten && text.length > 2 ? [text] : []));
  return given
    .toSorted((a, b) => b.length - a.length)
    .reduce((words, text) => words.replaceAll(text, " "), request)
    .replace(QUOTED, " ")
    .replace(FILE_NAME, " ")
    .replace(EMPTY, " ")
    .replace(/\s+/g, " ")
    .trim();
}
