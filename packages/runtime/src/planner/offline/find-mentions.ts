import { type TaskId, taskSpec, type ValueType } from "@hugginggpt/shared";
import { type Clause, splitClauses } from "./clauses.js";
import { LANGUAGE_NAMES, targetLanguage } from "./languages.js";
import { type Medium, PLACEHOLDER } from "./mask-request.js";
import { inOrder, type Match, withoutRivals } from "./order-matches.js";
import { questionTask } from "./question-task.js";
import { VOCABULARY, type VocabularyRow } from "./vocabulary.js";
import { mediaIn } from "./words.js";

/** A task that a request asks for, in the order in which it is to be done. */
export interface Mention {
  readonly task: TaskId;
  /** The words that ask for it, with placeholders, and what follows that asks for nothing of its own. */
  readonly clause: string;
  /** Media that the clause names. */
  readonly media: ReadonlySet<Medium>;
}

export interface MentionsFound {
  readonly mentions: readonly Mention[];
  /** What was said before the first task was asked for. */
  readonly context: string;
}

/**
 * Returns the tasks that a masked request asks for. `given` are the media of the user's files: they decide what "it"
 * and "this" are before any task has given something.
 */
export function findMentions(text: string, given: readonly Medium[]): MentionsFound {
  const finder = new Finder(given, /«q\d+»/.test(text));
  for (const clause of splitClauses(text)) finder.read(clause);
  return { mentions: finder.mentions, context: finder.context.join(" ") };
}

/** Words that ask for an answer, whatever the question is about. */
const ANSWER = /\banswers?\b(?=.*\bquestions?\b)|\bquestions? (?:about|regarding)\b/i;

/** "say whether it is raining" */
const INDIRECT =
  /^(?:say|tell|check|decide|determine|find out|see|know|explain|figure out)\b.*\b(?:whether|if|how|what|which|who|where|when|why)\b/i;
const LANGUAGE_ALONE = new RegExp(`^(?:(?:in)?to )?(?:${LANGUAGE_NAMES})\\W*$`, "i");

class Finder {
  readonly mentions: Mention[] = [];
  readonly context: string[] = [];
  /** The media of the files, and those that the request has named so far; the latest last. */
  #topics: Medium[];

  constructor(given: readonly Medium[], quotes: boolean) {
    this.#topics = [...(quotes ? (["text"] as const) : []), ...given];
  }

  read(clause: Clause): void {
    const media = mediaIn(clause.text);
    const about = this.#about(clause.text, media);
    const matches = clause.statement ? [] : this.#matches(clause.text, about);
    const question = clause.statement ? null : this.#question(clause, about, matches);
    if (question) matches.push(question);
    if (matches.length === 0) this.#append(clause.text);
    for (const { task } of inOrder(matches, clause.text))
      this.mentions.push({ task, clause: clause.text, media });
    for (const medium of media) if (this.#available(medium)) this.#topic(medium);
    for (const { task } of matches) for (const type of taskSpec(task).outputs) this.#give(type);
  }

  /** What a clause is about: what it names and is there, what "it" can be, else whatever is there. */
  #about(text: string, media: ReadonlySet<Medium>): ReadonlySet<Medium> {
    const there = [...media].filter((medium) => this.#available(medium));
    const last = this.#topics.slice(this.mentions.length > 0 ? -1 : 0);
    if (there.length === 0 || /\b(?:it|its|this|that|them|these)\b/i.test(text)) there.push(...last);
    if (/«q\d+»/.test(text)) there.push("text");
    return new Set(there.length > 0 ? there : media);
  }

  #available(medium: Medium): boolean {
    return this.#topics.includes(medium);
  }

  #matches(text: string, about: ReadonlySet<Medium>): Match[] {
    const found: Match[] = [];
    for (const row of VOCABULARY) {
      if (row.about && !about.has(row.about)) continue;
      const match = matchRow(row, text);
      if (!match || found.some((other) => other.task === match.task)) continue;
      if (this.#refersBack(match, text) || this.#repeats(match.task, text)) continue;
      found.push(match);
    }
    return withoutRivals(found);
  }

  #question(clause: Clause, about: ReadonlySet<Medium>, matches: readonly Match[]): Match | null {
    const index = clause.text.search(ANSWER);
    const asks = (clause.question && !/^«\w+»\W*$/.test(clause.text)) || INDIRECT.test(clause.text);
    const bare = matches.length === 0 && asks;
    const words = `${this.context.join(" ")} ${clause.text}`;
    const task = index >= 0 || bare ? questionTask(words, about) : null;
    if (!task || this.#has(task) || matches.some((match) => match.task === task)) return null;
    return { task, index: Math.max(index, 0), end: clause.text.length };
  }

  /** "the summary", "after editing": words for what an earlier task gives, not for a new one. */
  #refersBack({ task, index }: Match, text: string): boolean {
    if (!this.mentions.some((mention) => family(mention.task) === family(task))) return false;
    const before = text.slice(0, index);
    return /\b(?:the|this|that|its|their|these|those|each|both|after|based on|of|from|resulting|final)\s+(?:\w+\s+)?$/i.test(
      before,
    );
  }

  /** The same analysis of the same thing twice is one task. */
  #repeats(task: TaskId, text: string): boolean {
    const earlier = this.mentions.filter((mention) => mention.task === task);
    if (earlier.length === 0) return false;
    if (task === "translation")
      return earlier.some(({ clause }) => targetLanguage(clause) === targetLanguage(text));
    if (task === "text-generation") return !/\b(?:it|them|this|that|the)\b/i.test(text);
    if (isCreative(task)) return false;
    const placeholders = text.match(PLACEHOLDER) ?? [];
    return placeholders.every((one) => earlier.some(({ clause }) => clause.includes(one)));
  }

  #has(task: TaskId): boolean {
    return this.mentions.some((mention) => mention.task === task);
  }

  #append(text: string): void {
    const last = this.mentions.pop();
    if (!last) this.context.push(text);
    else if (last.task === "translation" && LANGUAGE_ALONE.test(text))
      this.mentions.push(last, intoLanguage(last, text));
    else this.mentions.push({ ...last, clause: `${last.clause}, ${text}` });
  }

  /** Labels, boxes and the like can be read as text, but "it" is still what they are about. */
  #give(type: ValueType): void {
    if (isMedium(type)) this.#topic(type);
    else if (!this.#available("text")) this.#topics.unshift("text");
  }

  #topic(medium: Medium): void {
    this.#topics = [...this.#topics.filter((one) => one !== medium), medium];
  }
}

function matchRow(row: VocabularyRow, text: string): Match | null {
  if (row.unless?.test(text)) return null;
  const hits = row.words.map((words) => words.exec(text)).filter((hit) => hit !== null);
  const [first] = hits.sort((a, b) => a.index - b.index);
  return first ? { task: row.task, index: first.index, end: first.index + first[0].length } : null;
}

/** "translate it into French and Spanish": the same once more. */
function intoLanguage(mention: Mention, language: string): Mention {
  const clause = mention.clause.replace(
    new RegExp(`\\b(?:${LANGUAGE_NAMES})\\b`, "i"),
    language.replace(/^(?:in)?to /i, ""),
  );
  return { ...mention, clause };
}

/** Tasks that can be asked for twice with different results. */
function isCreative(task: TaskId): boolean {
  return /^text-to-|-to-video$|-to-3d$|^image-to-image$/.test(task);
}

/** Classifications of whatever are called alike: "the label", "the class". */
function family(task: TaskId): string {
  return task.endsWith("classification") && task !== "token-classification" ? "classification" : task;
}

function isMedium(type: ValueType): type is Medium {
  return ["text", "image", "audio", "video", "table", "3d"].includes(type);
}
