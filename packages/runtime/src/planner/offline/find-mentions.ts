import { type TaskId, taskSpec, type ValueType } from "@hugginggpt/shared";
import { CHINESE } from "./chinese/split-chinese.js";
import { isGuided } from "./guides.js";
import { languagesAlone, targetLanguages } from "./languages.js";
import {
  inOrder,
  type Match,
  overlaps,
  withoutQualifier,
  withoutRivals,
  withoutShorter,
} from "./order-matches.js";
import { Pattern } from "./pattern.js";
import type { Clause, LanguageRules, Relation } from "./request/clause.js";
import { splitClauses } from "./request/clauses.js";
import { type Medium, PLACEHOLDER, unmask } from "./request/mask-request.js";
import { bareChoice, isManner, noisy, withoutPurpose } from "./request/statement.js";
import { specialTask } from "./special-task.js";
import { asksWhere, questionTask, thingAskedFor } from "./vocabulary/question-task.js";
import { matchRow, TASK_NAMES, VOCABULARY } from "./vocabulary/vocabulary.js";
import type { VocabularyRow } from "./vocabulary/vocabulary-row.js";
import { mediaIn } from "./words.js";

/** A task that a request asks for, in the order in which it is to be done. */
export interface Mention {
  readonly task: TaskId;
  /** The words that ask for it, with placeholders, and what follows that asks for nothing of its own. */
  readonly clause: string;
  /** The same in the request's own language. */
  readonly words: string;
  /** That language; null: English. */
  readonly rules: LanguageRules | null;
  readonly relation: Relation;
  /** What a translation is to be in, as the clause calls it; null if it does not say. */
  readonly language: string | null;
  /** The same task once more on the same thing ("in French and in German"). */
  readonly again: boolean;
  /** Media that the clause names. */
  readonly media: ReadonlySet<Medium>;
}

export interface MentionsFound {
  readonly mentions: readonly Mention[];
  /** What was said before the first task was asked for. */
  readonly context: string;
}

/**
 * Returns the tasks that a masked request asks for. `given`: the media of the user's files, which decide what "it" and
 * "this" mean before any task has an output. `earlier`: the tasks of earlier runs: "the summary" may refer to them.
 * `names`: those of the pictures, which may say that one is a document. `rules`: see `splitClauses`.
 */
export function findMentions(
  text: string,
  given: readonly Medium[],
  quotes: readonly string[] = [],
  earlier: readonly TaskId[] = [],
  { names = "", rules = null }: { readonly names?: string; readonly rules?: LanguageRules | null } = {},
): MentionsFound {
  const finder = new Finder(given, quotes, /«(?:q|ask)\d+»/.test(text), earlier, names);
  const clauses = splitClauses(text, rules);
  for (const clause of clauses) finder.read(clause);
  if (finder.mentions.length === 0) finder.answer(clauses);
  return { mentions: finder.mentions, context: finder.context.join(" ") };
}

/** Words that ask for an answer, whatever the question is about. */
const ANSWER = new Pattern(
  String.raw`\banswer(?:s|ed|ing)?\b(?=.*(?:\bquestions?\b|«ask|:\s+(?:what|who|when|where|why|how|which|is|are|do|does)\b))|\banswer (?:it|this|that|them)\b|\bquestions? (?:about|regarding|on|for|of|from)\b|\b(?:question|query|ask|find out|figure out|know|tell me|look up|determine)\b(?=.*«ask)|\bas a (?:question|query)\b|\bquery(?:ing)? (?:the|my|this)\b|\bask (?:the|my|about|it)\b|\bto answer\b`,
);
/** Questions that are to be done something else with. */
const SAID = /\b(?:translat\w+|repl(?:y|ies)|respond|response|read|say|speak|paraphrase|rephrase|rewrite)\b/i;

/** "say whether it is raining" */
const INDIRECT =
  /^(?:say|tell|check|decide|determine|find out|see|know|explain|figure out)\b.*\b(?:whether|if|how|what|which|who|where|when|why)\b/i;

/** What a choice is made by, where nothing else is asked for. */
const CHOOSERS: ReadonlyMap<Medium, TaskId> = new Map([
  ["image", "image-classification"],
  ["audio", "audio-classification"],
  ["table", "tabular-classification"],
  ["text", "text-classification"],
]);
const WRITTEN_DOWN: TaskId = "automatic-speech-recognition";
/** "find the total": of a document it is a question. */
const FIELD_WANTED =
  /^(?:find|get|look up|give me|tell me|read|pull out|show me) (?:out )?(?:the|its) [\p{L}' -]{2,40}$/iu;
/** A thing that is asked for by its name: "due date?" */
const FIELD = /^(?:the )?[\p{L}'-]+(?: [\p{L}'-]+){0,2}\??$/iu;

/** "a picture of a cat, then one of a dog" */
const ONE_MORE = /^(?:one|another(?: one)?) (?:of|with|showing|about)\b/i;
/** "do the same for b.jpg": what was asked for first is for that, too, and so is what follows from it. */
const SAME = /^(?:do |and )*(?:the )?same (?:for|with|to|thing)\b/i;
/** "I need a picture of a castle. Could you paint one?" */
const MAKES_ONE =
  /\b(?:draw|paint|sketch|make|create|generate|design|do) (?:me |us )?one\b(?! (?:of|with|showing|about|more|where|in which|for)\b)/i;
/** A clause that is a quoted question and nothing else. */
const QUESTION_ALONE = /^\W*«ask\d+»\W*$/;
/** Words for what an earlier translation gave. */
const RESULT = /\b(?:translation|result|translated)\b/i;

class Finder {
  readonly mentions: Mention[] = [];
  readonly context: string[] = [];
  /** The media of the files, and those that the request has named so far; the latest last. */
  #topics: Medium[];
  readonly #given: readonly Medium[];
  readonly #quotes: readonly string[];
  readonly #earlier: readonly TaskId[];
  readonly #names: string;
  readonly #hasGiven: boolean;
  /** The media of the files and quotations in the clause before. */
  #before: readonly Medium[] = [];

  constructor(
    given: readonly Medium[],
    quotes: readonly string[],
    hasText: boolean,
    earlier: readonly TaskId[],
    names: string,
  ) {
    this.#earlier = earlier;
    this.#names = names;
    this.#given = given;
    this.#hasGiven = hasText || given.length > 0;
    this.#quotes = quotes;
    this.#topics = [...(hasText ? (["text"] as const) : []), ...given];
  }

  read(clause: Clause): void {
    const last = this.mentions.at(-1)?.task;
    const languages = languagesAlone(clause.text);
    if (clause.kind === "refusal") this.#refuse(clause);
    else if (languages.length > 0 && last === "translation") this.#translateAgain(clause, languages);
    else if (languages.length > 0 && last === "text-to-speech") this.#readIn(clause);
    else this.#ask(clause);
  }

  /** A quoted question is to be answered where nothing else is asked for. */
  answer(clauses: readonly Clause[]): void {
    const [clause] = clauses.filter(({ text }) => QUESTION_ALONE.test(text));
    const about = new Set(this.#topics);
    const task = clause && questionTask(unmask(clause.text, this.#quotes, []), this.#names, about);
    if (!clause || !task) return;
    this.context.splice(this.context.indexOf(clause.text), 1);
    const { text, words, relation, rules } = clause;
    const media = mediaIn(text);
    this.mentions.push({ task, clause: text, words, relation, rules, media, language: null, again: false });
  }

  #ask(clause: Clause): void {
    const media = mediaIn(clause.text);
    const about = this.#about(clause.text, media);
    const isStatement = clause.kind === "statement";
    const { found, namesTask } = isStatement ? noisy(clause.text, about) : this.#matches(clause, about);
    const question = isStatement ? null : this.#question(clause, about, found, namesTask);
    const matches = (question ? [...found, question] : found).map((match) => this.#special(match, clause));
    const { text, words, relation, rules } = clause;
    const last = this.mentions.at(-1);
    if (matches.length === 0 && last && isCreative(last.task) && ONE_MORE.test(clause.text))
      matches.push({ task: last.task, index: 0, end: 0 });
    const isHow = last?.task === "text-generation" && isManner(text);
    if (isHow && matches.every(({ task }) => task === "text-classification")) matches.length = 0;
    if (matches.length === 0) this.#append(clause);
    for (const { task } of inOrder(matches, text)) {
      const again = task === "translation" && relation !== "then" && this.#has(task) && !RESULT.test(text);
      const mention = { task, clause: text, words, relation, media, rules, language: null, again };
      this.mentions.push(...(task === "translation" ? intoEach(mention, targetLanguages(text)) : [mention]));
    }
    for (const medium of media) if (this.#available(medium)) this.#topic(medium);
    this.#before = [...mediaIn((clause.text.match(PLACEHOLDER) ?? []).join(" ").replace(/«q\d+»/g, "text"))];
    for (const { task } of matches)
      for (const type of taskSpec(task).outputs) this.#give(type, task.endsWith("question-answering"));
  }

  #special(match: Match, { text, words, rules, kind }: Clause): Match {
    const isAsked = kind === "question" || INDIRECT.test(text) || match.task.endsWith("object-detection");
    if (!isAsked) return match;
    const own = rules === null || rules === CHINESE ? "" : words;
    return { ...match, task: specialTask(match.task, text, this.context.join(" "), own) };
  }

  /** "No text in it": of something to be made it is a part; nothing else is to be done. */
  #refuse(clause: Clause): void {
    const last = this.mentions.at(-1)?.task;
    if (last && (isCreative(last) || last === "text-generation")) this.#append(clause);
  }

  /** "Translate this into French. And into Spanish: ...": the same once more, of the text that follows, too. */
  #translateAgain(clause: Clause, languages: readonly string[]): void {
    if (/«(?:q|ask)\d/.test(clause.text)) this.#append(clause);
    const last = this.mentions.at(-1);
    if (last) this.mentions.push(...languages.map((language) => ({ ...last, language, again: true })));
  }

  /** "Read me this letter, but in Italian": one clause. */
  #readIn(clause: Clause): void {
    this.#append(clause);
    const whole = this.mentions.pop();
    if (whole) this.#ask({ ...clause, kind: "request", text: whole.clause, words: whole.words });
  }

  /** What a clause is about: what it names and is there, what "it" can be, else whatever is there. */
  #about(text: string, media: ReadonlySet<Medium>): ReadonlySet<Medium> {
    const there = [...media].filter((medium) => this.#available(medium));
    const last = this.#topics.slice(this.mentions.length > 0 ? -1 : 0);
    if (there.length === 0 || /\b(?:it|its|this|that|them|these)\b/i.test(text)) there.push(...last);
    if (/«q\d+»/.test(text)) there.push("text");
    if (media.has("table") && (this.#available("image") || media.has("image"))) there.push("table");
    return new Set(there.length > 0 ? there : media);
  }

  #available(medium: Medium): boolean {
    return this.#topics.includes(medium);
  }

  /** The matches, and whether the words name some task, if only one that was asked for before. */
  #matches(
    { text: whole, kind }: Clause,
    about: ReadonlySet<Medium>,
  ): { found: Match[]; namesTask: boolean } {
    const text = withoutPurpose(whole);
    const question = kind === "question";
    const read = (rows: readonly VocabularyRow[]) => rows.flatMap((row) => matchRow(row, text) ?? []);
    const named = read(TASK_NAMES);
    const isMeant = ({ about: subject, without }: VocabularyRow): boolean =>
      (!subject || about.has(subject)) && !(without && this.#given.includes(without));
    const loose = read(VOCABULARY.filter(isMeant)).filter(
      (match) => isGuided(match.task) || !named.some((name) => overlaps(name, match)),
    );
    const found: Match[] = [];
    const ofEarlierRuns: Match[] = [];
    const guided = loose.filter(({ task }) => isGuided(task));
    const plain = withoutShorter(named).filter((name) => !guided.some((one) => overlaps(name, one)));
    const all = withoutQualifier([...plain, ...withoutRivals(loose)], text, question);
    for (const match of all) {
      const known = found.some((other) => other.task === match.task);
      if (known || this.#refersBack(match, text) || this.#repeats(match.task, text)) continue;
      (this.#earlier.includes(match.task) && isPointedAt(match, text) ? ofEarlierRuns : found).push(match);
    }
    if (found.length === 0 && !question) found.push(...ofEarlierRuns);
    const [chosen] = [...CHOOSERS].filter(([medium]) => about.has(medium) && bareChoice(text) !== null);
    if (all.length === 0 && chosen) found.push({ task: chosen[1], index: 0, end: text.length });
    const namesTask =
      found.length > 0 ||
      all.some((match) => !this.#refersBack(match, text) && !ofEarlierRuns.includes(match));
    return { found, namesTask };
  }

  #question(
    clause: Clause,
    about: ReadonlySet<Medium>,
    matches: readonly Match[],
    namesTask: boolean,
  ): Match | null {
    const { text } = clause;
    const asksBefore = this.mentions.at(-1)?.task === "visual-question-answering" && asksWhere(text);
    if (asksBefore && thingAskedFor(this.mentions.at(-1)?.words ?? "") !== null)
      return { task: "zero-shot-object-detection", index: 0, end: text.length };
    const quotes = /«ask\d+»/.test(text);
    if (QUESTION_ALONE.test(text) && this.#isText()) return null;
    const isCompared = [...this.mentions, ...matches].some(({ task }) => task === "sentence-similarity");
    if (quotes && isCompared) return null;
    const index = SAID.test(text) && quotes ? -1 : (ANSWER.exec(text)?.index ?? -1);
    const quoted = quotes && matches.length === 0;
    const isField = FIELD_WANTED.test(text);
    const asks = isField || (clause.kind === "question" && !/^«\w+»\W*$/.test(text)) || INDIRECT.test(text);
    const bare = !namesTask && matches.length === 0 && asks;
    if (index < 0 && !bare && !quoted) return null;
    const words = unmask(text, this.#quotes, []);
    const said = [this.#names, ...this.context, ...this.mentions.map((mention) => mention.clause)].join(" ");
    const asked = questionTask(words, said, this.#focus(words, about));
    const task = asked === "audio-text-to-text" && this.#has(WRITTEN_DOWN) ? "question-answering" : asked;
    if (!task || matches.some((match) => match.task === task)) return null;
    if (isField && task !== "document-question-answering") return null;
    if (task === "question-answering" && index < 0 && !quoted && !this.#hasText()) return null;
    if (
      /\bwhere (?:it|they|each|these|those)\b/i.test(text) &&
      this.mentions.at(-1)?.task.endsWith("object-detection")
    )
      return null;
    const isNamed = task === "document-question-answering" && FIELD.test(text);
    if (this.#has(task) && !isNamed && !this.#asksNew(text)) return null;
    return { task, index: Math.max(index, 0), end: text.length };
  }

  /** What a question is about: what its clause names, else what the clause before it named, else whatever is there. */
  #focus(text: string, about: ReadonlySet<Medium>): ReadonlySet<Medium> {
    const named = mediaIn(text);
    const isDocument = /\b(?:document|page|invoice|receipt|form|contract)s?\b/i.test(text);
    if (isDocument && this.#available("image") && !this.#given.includes("text")) return new Set(["image"]);
    if (named.size > 0 || !this.#before.some((medium) => this.#available(medium))) return about;
    return new Set(this.#before.filter((medium) => this.#available(medium)));
  }

  /** Whether a clause quotes a question that was not asked before. */
  #asksNew(text: string): boolean {
    const asked = text.match(/«ask\d+»/g) ?? [];
    const quoted = this.mentions.some(({ clause }) => clause.includes("«ask"));
    return quoted && asked.some((one) => !this.mentions.some(({ clause }) => clause.includes(one)));
  }

  /** "the summary", "after editing": words for what an earlier task gives, not for a new one. */
  #refersBack(match: Match, text: string): boolean {
    const earlier = this.mentions.some((mention) => family(mention.task) === family(match.task));
    return earlier && isPointedAt(match, text);
  }

  /** The same analysis of the same thing twice is one task. */
  #repeats(task: TaskId, text: string): boolean {
    const earlier = this.mentions.filter((mention) => mention.task === task);
    if (earlier.length === 0) return false;
    if (task === "translation")
      return targetLanguages(text).every((language) => earlier.some((one) => one.language === language));
    if (task === "text-generation") return !/\b(?:it|them|this|that|the)\b/i.test(text);
    if (isCreative(task)) return MAKES_ONE.test(text);
    const placeholders = text.match(PLACEHOLDER) ?? [];
    return placeholders.every((one) => earlier.some(({ clause }) => clause.includes(one)));
  }

  /** Whether there is a text but one that a model is to write. */
  #hasText(): boolean {
    return (
      this.#hasGiven || this.mentions.some(({ task }) => task !== "text-generation" && !isCreative(task))
    );
  }

  /** Whether a quotation that follows is what the last task works on: "Translate this. «ask0»". */
  #isText(): boolean {
    const last = this.mentions.at(-1);
    if (!last) return true;
    const [subject] = taskSpec(last.task).args;
    const isGiven =
      this.#given.length > 0 || [...this.context, last.clause].some((one) => /«(?:q|ask)/.test(one));
    return subject?.type === "text" && !isGiven;
  }

  #has(task: TaskId): boolean {
    return this.mentions.some((mention) => mention.task === task);
  }

  #append({ text, words, joint = ", " }: Clause): void {
    const first = SAME.test(text) ? this.mentions.findIndex(({ clause }) => clause.includes("«")) : -1;
    const at = first < 0 ? this.mentions.length - 1 : first;
    const one = this.mentions[at];
    if (!one) this.context.push(text);
    else
      this.mentions[at] = {
        ...one,
        clause: `${one.clause}${joint}${text}`,
        words: `${one.words}${joint}${words}`,
      };
  }

  /** Labels, boxes, answers and the like can be read as text, but "it" is still what they are about. */
  #give(type: ValueType, isAnswer: boolean): void {
    if (isMedium(type) && !isAnswer) this.#topic(type);
    else if (!this.#available("text")) this.#topics.unshift("text");
  }

  #topic(medium: Medium): void {
    this.#topics = [...this.#topics.filter((one) => one !== medium), medium];
  }
}

/** "the summary", "after editing". */
function isPointedAt({ index }: Match, text: string): boolean {
  const before = text.slice(0, index);
  return /\b(?:the|this|that|its|their|your|these|those|each|both|after|based on|of|from|resulting|final)\s+(?:\w+\s+)?$/i.test(
    before,
  );
}

/** "translate it into French and Spanish": one for each. */
function intoEach(mention: Mention, languages: readonly string[]): Mention[] {
  const [first = null, ...others] = languages;
  return [
    { ...mention, language: first },
    ...others.map((language) => ({ ...mention, language, again: true })),
  ];
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
