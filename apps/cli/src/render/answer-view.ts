import type { Answer } from "@hugginggpt/shared";
import { fixed, say, spoken, t } from "../lang/words.js";

/** The line above a result: "Summary (by builtin/textrank):". */
const ABOVE_RESULT = /^([^()]+) \(by (\S+?)(?:, after (.+) failed)?\):$/;
/** A task that was not done: "- Translation: failed. Why. What to do." */
const NOT_DONE = /^- ([^:]+): (failed|blocked|cancelled|skipped)\. (.+)$/;
/** A result that is a file: "a recording of 7.2 s". */
const FILE = /^(a picture|a recording|a video|a file)(?: of (.+))?$/;

/**
 * Returns an answer for a person. Of one that no language model wrote, headings, files in a word, and what was not done
 * and why are put into the language that is spoken; what models returned stays as it is.
 */
export function answerText({ text, writer }: Answer): string {
  if (writer === "controller" || !spoken()) return text;
  const lines = text.split("\n");
  if (!lines.some((line) => ABOVE_RESULT.test(line))) return lines.map(sentence).join("\n");
  return lines
    .map((line, at) => (ABOVE_RESULT.test(lines[at - 1] ?? "") ? result(line) : besideResults(line)))
    .join("\n");
}

function sentence(line: string): string {
  return line.startsWith("- ") ? notDone(line) : say(line);
}

function besideResults(line: string): string {
  const [, heading = "", model = "", failed] = ABOVE_RESULT.exec(line) ?? [];
  if (model === "") return NOT_DONE.test(line) ? notDone(line) : fixed(line);
  return failed === undefined
    ? t`${fixed(heading)} (by ${model}):`
    : t`${fixed(heading)} (by ${model}, after ${failed} failed):`;
}

function notDone(line: string): string {
  const [, name = "", status = "", why] = NOT_DONE.exec(line) ?? [];
  return why === undefined ? `- ${say(line.slice(2))}` : t`- ${fixed(name)}: ${fixed(status)}. ${say(why)}`;
}

function result(line: string): string {
  const parts = line.split(", ");
  if (!parts.every((part) => FILE.test(part))) return line;
  const files = parts.map((part) => {
    const [, what = "", length] = FILE.exec(part) ?? [];
    return length === undefined ? fixed(what) : t`${fixed(what)} of ${length}`;
  });
  return files.join(t`, `);
}
