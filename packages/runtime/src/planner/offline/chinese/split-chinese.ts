import {
  type Clause,
  type ClauseKind,
  type LanguageRules,
  MAX_CLAUSE,
  partsOf,
  type Relation,
} from "../request/clause.js";
import { describedInChinese, labelsInChinese } from "./described-thing.js";
import { glossOf } from "./gloss.js";
import { simplified } from "./simplified.js";

/** How Chinese requests are read. */
export const CHINESE: LanguageRules = {
  code: "zh",
  split: splitChinese,
  thing: describedInChinese,
  labels: labelsInChinese,
};

/** Verbs after which "and" or "again" begins a new clause. */
const NEXT =
  "(?=[把将用以给对根按由让请帮]|翻|译|总|概|朗|读|念|描|生|画|转|写|改|提|找|识|检|分|判|配|播|做|制|创|估|预|去|换|变|归|回|告|计|比|列|标|统|说)";
const CONNECTOR = new RegExp(
  `[，,；;]\\s*(?:(?:并且|同时|另外|此外|然后|接着|随后|之后|最后|并|再|还要|还)\\s*)?|(?:并且|同时|另外|此外|然后|接着|随后|之后|最后)[，,]?|(?:并|再|后再|后)${NEXT}|(?<=[\\p{Script=Han}»])和${NEXT}`,
  "gu",
);
const POLITE =
  /^(?:请问|请|麻烦你?|帮我|帮忙|能不能|能否|可以|可不可以|你能|你会|你可以|我想要?|我要|我需要|我希望|给我|先|首先|再|也|还|能|要)+/u;
const QUESTION =
  /[？?]["'”’」』]?$|(?:吗|呢|么)$|什么意思|有(?:多少|几[个只人辆条头匹名位])[^，。]{0,8}$|(?:是|为)(?:多少|几|什么|谁|哪)[^，。]{0,4}$|多少$|(?:什么时候|何时|多少钱|在哪[里儿]?)[^，。]{0,8}$|^(?:谁|什么|哪|为什么|怎|多少|几)/u;
/** Makes a question of what is asked for: "draw a cat, will you?" */
const TAG = /[，,]?(?:好|可以|行|能|成)(?:吗|么|不[好可行能成])[？?]?$/u;
const REFUSAL = /^(?:但是?|不过|也)?请?(?:不用|不要|不必|不需要|无需|别|勿)(?!忘|客气)/u;
const STATEMENT = /^(?:我有|这里有|这是|这些是|附件是|下面是|以下是)/u;

/**
 * Returns the clauses of a Chinese sentence: at its commas and at the words for "then", "also" and "and". Traditional
 * characters are read as simplified ones; the clause's own words keep them.
 */
function splitChinese(sentence: string): Clause[] {
  let end = 0;
  return partsOf(simplified(sentence), CONNECTOR).flatMap(({ lead: before, text: part }) => {
    end += before.length + part.length;
    const words = part.trim();
    const opening = POLITE.exec(words)?.[0] ?? "";
    const own = words.slice(opening.length, MAX_CLAUSE).replace(TAG, "");
    if (own.replace(/[。！？?!\s]/gu, "") === "") return [];
    return [
      {
        text: glossOf(own),
        words: sentence
          .slice(end - part.trimStart().length, end)
          .slice(opening.length, opening.length + own.length),
        relation: relationOf(`${before}${opening}`),
        kind: kindOf(words, own),
        rules: CHINESE,
      },
    ];
  });
}

function kindOf(words: string, own: string): ClauseKind {
  if (QUESTION.test(own)) return "question";
  if (REFUSAL.test(words)) return "refusal";
  return STATEMENT.test(words) ? "statement" : "request";
}

function relationOf(lead: string): Relation {
  if (/同时|另外|此外|还|也/u.test(lead)) return "also";
  return /然后|接着|随后|之后|最后|再|后/u.test(lead) ? "then" : "and";
}
