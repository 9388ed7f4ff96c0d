import { argTakes, type TaskId, taskEvidence, taskSpec } from "@hugginggpt/shared";
import type { Tongue } from "./clause.js";
import { splitClauses } from "./clauses.js";
import type { Mention } from "./find-mentions.js";
import { type Medium, PLACEHOLDER } from "./mask-request.js";
import { mediaIn } from "./words.js";

/** How much a request must speak of a task, and of the next one at most beside it. */
const LEAST_EVIDENCE = 0.5;
const CLOSE = 0.8;

/**
 * Returns the task that a request clearly suggests most, among those for the given inputs, if its words ask for none;
 * null if there is none.
 */
export function likeliestTask(
  text: string,
  given: readonly Medium[],
  tongue: Tongue | null = null,
): Mention | null {
  const there: readonly Medium[] = text.includes("«q") ? [...given, "text"] : given;
  const clauses = splitClauses(text, tongue);
  const clause = clauses.map((one) => one.text).join(", ");
  const [first, second] = [...taskEvidence((tongue ? clause : text).replace(PLACEHOLDER, ""))]
    .filter(([task]) => worksOn(task, there))
    .sort((a, b) => b[1] - a[1]);
  if (first === undefined || first[1] < LEAST_EVIDENCE) return null;
  if (second !== undefined && second[1] > CLOSE * first[1]) return null;
  const words = clauses.map((one) => one.words).join(", ");
  return { task: first[0], clause, words, relation: "and", media: mediaIn(clause), again: false, tongue };
}

/** Whether a task works on one of these media, and needs no more but words. */
function worksOn(task: TaskId, there: readonly Medium[]): boolean {
  const [subject, ...others] = taskSpec(task).args.filter(({ required }) => required);
  const isWords = others.every(({ type, list }) => type === "text" && !list);
  return subject !== undefined && isWords && there.some((medium) => argTakes(subject, medium));
}
