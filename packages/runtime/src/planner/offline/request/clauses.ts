import { CHINESE } from "../chinese/split-chinese.js";
import { withLanguagesJoined } from "../languages.js";
import {
  type Clause,
  type ClauseKind,
  type LanguageRules,
  MAX_CLAUSE,
  partsOf,
  type Relation,
} from "./clause.js";
import { plainSpelling } from "./plain-spelling.js";
import { continuesStatement, isRefusal, isStatement } from "./statement.js";
import { taskChain } from "./task-chain.js";

const SENTENCE_END = /(?<=[.!?])\s+|\s*[;\n]+\s*|(?<=[。！？；])\s*/;
const ADVERBS =
  "after (?:that|this|which)|afterwards?|after|finally|lastly|at last|next|subsequently|then|also|additionally|in addition(?: to (?:that|this))?|besides(?: (?:that|this))?|furthermore|moreover|separately|once (?:that is |that's |it is )?done";
const CONNECTOR = new RegExp(
  `\\s*,\\s*(?:(?:and|but|so)\\s+)?(?:(?:${ADVERBS}),?\\s+)?|\\s+(?:and|but)\\s+(?:(?:${ADVERBS}),?\\s+)?|\\s+then\\s+|\\s+(?:that|which|where)\\s+(?=i(?:'d| would)? (?:want|need|like)\\b)|(?:^|\\s)(?:${ADVERBS}),\\s+`,
  "gi",
);
const POLITE =
  /^(?:(?:please|kindly|can you|could you|would you|will you|can u|i(?:'d| would) (?:also )?like (?:you )?to|i(?: also)? want (?:you )?to|i(?: also)? need (?:you )?to|i(?:'d| would) (?:love|prefer|rather)(?: to)?|is there (?:any|a) way (?:to|you (?:can|could))|any chance (?:you (?:can|could)|of)|(?:is|would) it (?:be )?possible (?:for you )?to|(?:would|do) you mind|help me(?: to)?|let's|now|first(?:ly)?|second(?:ly)?|third(?:ly)?|then|finally|next|and|also|so|just|only|simply|instead(?! of)|rather(?! than)|hi|hello|hey|pls)\b[,:!]?\s*)+/i;
/** "Could you ...?" is no question. */
const ASKS_FOR = /\b(?:(?:can|could|would|will|do) (?:you|u)|way to|chance of|possible)\b/i;
const QUESTION_WORD =
  /^(?:what|who|whom|whose|where|when|why|which|how|is|are|was|were|does|do|did|has|have|can)\b/i;
/** A question typed without its mark. */
const BARE_QUESTION =
  /^(?:(?:what|who|whom|whose|where|when|why|which|how)(?:['’]s)?|(?:is|are|was|were|does|did|has) (?:it|this|that|these|those|there|he|she|they|the|any|my))\b[^:]*(?::\s*«\w+»\W*)?$/i;
/** "yes, no, stop or go": the commas of a choice part no clauses. */
const CHOICE = /(?:[\w'’-]+(?: [\w'’-]+){0,2}, ){1,8}[\w'’-]+(?: [\w'’-]+){0,2},? or (?=[\w'’-]+)/gi;
const COMMA = "\u201a";
/** "a.jpg, b.jpg and c.jpg": no clause begins between the names of files. */
const FILES = /(?<=«(?!q|ask)\w+»)\s*(?:,|,? (?:and|or)\b) ?(?=«(?!q|ask))/gi;
const SPACE = "\u2063";
/** "seller, date and total amount?": each is asked for. */
const FIELDS =
  /^(?!(?:what|who|whose|where|when|why|which|how|is|are|was|were|does|do|did|has|have|can)\b)(?:(?:the )?[\p{L}'-]+(?: [\p{L}'-]+){0,2}(?:, (?:and )?| and )){1,8}(?:the )?[\p{L}'-]+(?: [\p{L}'-]+){0,2}\?$/iu;
const THEN = /\b(?:then|after\w*|finally|lastly|at last|next|subsequently|once)\b/i;
const ALSO = /\b(?:also|additionally|in addition|besides|furthermore|moreover|separately)\b/i;

/**
 * Returns the pieces of a masked request: sentences, cut at commas, "and" and "then", in other languages at their own
 * signs and words. A piece may say nothing that can be done; whoever reads them joins it to the piece before. `rules`:
 * the request's language where it is neither English nor Chinese.
 */
export function splitClauses(text: string, rules: LanguageRules | null = null): Clause[] {
  return text
    .slice(0, 10 * MAX_CLAUSE)
    .replace(/\btl;\s?dr\b/gi, "tldr")
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 0)
    .flatMap((sentence) => splitSentence(sentence, rules));
}

function splitSentence(sentence: string, rules: LanguageRules | null): Clause[] {
  const chain = taskChain(sentence);
  if (!chain) return (rules ?? (/\p{Script=Han}/u.test(sentence) ? CHINESE : ENGLISH)).split(sentence);
  const steps = chain.steps.map(
    (text, at): Clause => ({
      text,
      words: text,
      relation: at === 0 ? "and" : "then",
      kind: "request",
      rules: null,
    }),
  );
  return [...splitEnglish(chain.before), ...steps, ...splitSentence(chain.after, rules)];
}

const ENGLISH = { split: splitEnglish };

function splitEnglish(written: string): Clause[] {
  const sentence = plainSpelling(written);
  const polite = POLITE.exec(sentence)?.[0] ?? "";
  const question = (/\?["'”’]?$/.test(sentence) || BARE_QUESTION.test(sentence)) && !ASKS_FOR.test(polite);
  const choices = sentence.includes(",")
    ? sentence.replace(CHOICE, (list) => list.replaceAll(",", COMMA))
    : sentence;
  const files = choices.replace(FILES, (joint) => joint.replace(",", COMMA).replaceAll(" ", SPACE));
  const whole = withLanguagesJoined(files, `${COMMA} `);
  let wasStatement = false;
  const parts = partsOf(whole, CONNECTOR).flatMap(({ lead, text: part }, at, all) => {
    const text = part.replaceAll(COMMA, ",").replaceAll(SPACE, " ");
    const opening = POLITE.exec(text)?.[0] ?? "";
    const words = text.slice(opening.length).trim().slice(0, MAX_CLAUSE);
    const before = all[at - 1]?.text ?? "";
    const relation = relationOf(`${lead} ${opening}${/^(?:after|once)\b/i.test(before) ? " then" : ""}`);
    const continues = wasStatement && opening === "" && continuesStatement(before, lead);
    wasStatement = isStatement(text.trim()) || continues;
    const tells: ClauseKind | null = isRefusal(words) ? "refusal" : wasStatement ? "statement" : null;
    const joint = /^\s+and\s+$/i.test(lead) ? " and " : ", ";
    return words === "" ? [] : [{ words, relation, joint, tells, asksFor: ASKS_FOR.test(opening) }];
  });
  const isField = question && FIELDS.test(sentence);
  let asked = false;
  return parts.map(({ asksFor, tells, words, ...clause }, at): Clause => {
    asked ||= asksFor;
    const isLast = at === parts.length - 1 && !asked;
    const asks = question && !asksFor && (isLast || isField || QUESTION_WORD.test(words));
    return { ...clause, text: words, words, rules: null, kind: asks ? "question" : (tells ?? "request") };
  });
}

function relationOf(words: string): Relation {
  if (ALSO.test(words)) return "also";
  return THEN.test(words) ? "then" : "and";
}
