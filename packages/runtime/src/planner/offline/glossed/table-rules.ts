import {
  type Clause,
  type ClauseKind,
  type LanguageRules,
  MAX_CLAUSE,
  type Part,
  partsOf,
  type Relation,
} from "../request/clause.js";
import { WordGloss } from "./gloss-words.js";
import { labelsIn } from "./labels-in.js";
import type { LanguageTable } from "./language-table.js";
import { lettered } from "./letters.js";

/** Where an adverb within a clause still says how it follows the one before. */
const BEGINNING = 40;
/** A thing that only points to what is there already. */
const POINTER =
  /^(?:(?:the|this|it|that|them|my|its|summary|description|translation|text|result|picture|photo|of|from)\b[\s,]*)+$/;

/** Returns how requests in a language are read, by its table. */
export function tableRules(table: LanguageTable): LanguageRules {
  const gloss = new WordGloss(table);
  const rules: LanguageRules = {
    code: table.code,
    split: (sentence) => new Splitter(table, gloss).split(sentence, rules),
    thing(words) {
      const things = table.things.map((source) => lettered(source).exec(words)?.[1]);
      return things
        .map((thing) => thing?.replace(/[\s,.!。！]+$/u, "").trim())
        .find((thing) => thing && !POINTER.test(gloss.english(thing)));
    },
    labels: (words) => labelsIn(words, table, gloss),
    bare: (words) =>
      gloss
        .pieces(words)
        .filter(({ kind }) => kind === "word" || kind === "other")
        .map(({ own }) => own)
        .join("")
        .replace(/\s+/g, " ")
        .replace(/^[\s:：]+|[\s.!。！]+$/gu, ""),
  };
  return rules;
}

/** Splits sentences of one language into clauses. */
class Splitter {
  readonly #table: LanguageTable;
  readonly #gloss: WordGloss;
  readonly #polite: RegExp;
  readonly #asks: RegExp;
  readonly #question: RegExp;

  constructor(table: LanguageTable, gloss: WordGloss) {
    this.#table = table;
    this.#gloss = gloss;
    this.#polite = lettered(`^(?:(?:${table.polite}|${table.asks})(?!\\p{L})[,:!、]?\\s*)+`);
    this.#asks = lettered(table.asks);
    this.#question = lettered(table.question);
  }

  split(sentence: string, rules: LanguageRules): Clause[] {
    const parts = this.#joined(partsOf(sentence, connectorOf(this.#table)));
    return parts.flatMap(({ lead, text }, at) => {
      const opening = this.#polite.exec(text.trim())?.[0] ?? "";
      const words = text.trim().slice(opening.length).trim().slice(0, MAX_CLAUSE);
      if (!/[\p{L}\p{N}]/u.test(words)) return [];
      const relation = this.#relation(`${lead} ${opening}`, words);
      const isQuestion = this.#isQuestion(words, sentence, at === parts.length - 1);
      const kind = isQuestion ? "question" : this.#kind(text.trim());
      return [{ text: this.#gloss.english(words), words, relation, kind, rules }];
    });
  }

  /** What asks for nothing of its own belongs to what stands before it: "people, places and companies". */
  #joined(parts: readonly Part[]): Part[] {
    const joined: Part[] = [];
    for (const part of parts) {
      const last = joined.at(-1);
      const kinds = this.#gloss.pieces(part.text).map(({ kind }) => kind);
      const isOwn =
        this.#relation(part.lead, "") !== "and" ||
        this.#question.test(part.text.trim()) ||
        kinds.includes("verb") ||
        (kinds.includes("language") && !startsWith(this.#table.statement).test(last?.text.trim() ?? ""));
      if (last && !isOwn)
        joined[joined.length - 1] = { ...last, text: `${last.text}${part.lead}${part.text}` };
      else joined.push(part);
    }
    return joined;
  }

  #kind(text: string): ClauseKind {
    const { bounds, refusal, statement } = this.#table;
    if (lettered(`${bounds === "words" ? "(?<!\\p{L})" : ""}(?:${refusal})`).test(text)) return "refusal";
    return startsWith(statement).test(text) ? "statement" : "request";
  }

  #isQuestion(words: string, sentence: string, isLast: boolean): boolean {
    // "Can you tell me where it is?" asks a question as well.
    if (this.#asks.test(sentence)) return this.#table.bounds === "words" && this.#question.test(words);
    const isAsked = /[?？]["'”’」』]?$/u.test(sentence) && (isLast || this.#question.test(words));
    return isAsked || (this.#table.bounds === "none" && this.#question.test(words));
  }

  #relation(lead: string, words: string): Relation {
    const { also, next, adverbsWithin } = this.#table;
    const said = adverbsWithin ? `${lead} ${words.slice(0, BEGINNING)}` : lead;
    const has = (adverbs: string) => lettered(`(?<!\\p{L})(?:${adverbs})(?!\\p{L})`).test(said);
    if (has(also)) return "also";
    return has(next) ? "then" : "and";
  }
}

function startsWith(alternatives: string): RegExp {
  return lettered(`^(?:${alternatives})(?!\\p{L})`);
}

function connectorOf({ bounds, and, next, also, cut, adverbsWithin }: LanguageTable): RegExp {
  const adverbs = `${next}|${also}`;
  const ends = cut === undefined ? "" : `|${cut}`;
  if (bounds === "none")
    return lettered(`[、，,]\\s*(?:${and}|${adverbs})*[、，,]?|(?:${adverbs})[、，,]?${ends}`, "g");
  const adverb = `(?:(?:${adverbs})(?!\\p{L}),?\\s+)`;
  const alone = adverbsWithin ? `^${adverb}` : `(?:^|\\s)${adverb}`;
  return lettered(`\\s*,\\s*(?:(?:${and})\\s+)?${adverb}?|\\s+(?:${and})\\s+${adverb}?|${alone}${ends}`, "g");
}
