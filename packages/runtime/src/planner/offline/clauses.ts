/** Rules look at this much of a clause; quotations are placeholders in it. */
const MAX_CHARACTERS = 400;
const SENTENCE_END = /(?<=[.!?])\s+|\s*[;\n]+\s*/;
const CONNECTOR =
  /\s*,\s*(?:and\s+|but\s+)?(?:then\s+|also\s+|finally\s+|lastly\s+|afterwards?,?\s+|next,?\s+)?|\s+(?:and|but)\s+(?:(?:then|also|finally|lastly)\s+)?|\s+then\s+|\s+(?:that|which|where)\s+(?=i(?:'d| would)? (?:want|need|like)\b)|\s*(?:^|\s)(?:afterwards?|finally|lastly|next|additionally|also|furthermore),\s+/i;
const POLITE =
  /^(?:(?:please|kindly|can you|could you|would you|will you|can u|i(?:'d| would) like (?:you )?to|i want (?:you )?to|i need (?:you )?to|help me(?: to)?|let's|now|first|then|and|also|so|hi|hello|hey)\b[,:!]?\s*)+/i;

const QUESTION_WORD =
  /^(?:what|who|whom|whose|where|when|why|which|how|is|are|was|were|does|do|did|has|have|can)\b/i;

/** Says what is there; asks for nothing. */
const STATEMENT =
  /^(?:i have|i've got|i recently|i took|we have|here(?:'s| is| are)|there(?:'s| is| are)|this is|these are|given|attached|user (?:needs|wants)(?! help))\b/i;

/** A piece of a request that asks for one thing, or says something about what was asked before. */
export interface Clause {
  readonly text: string;
  /** Number of its sentence, from 0. */
  readonly sentence: number;
  readonly question: boolean;
  /** Whether it only says what is there ("I have a photo"). */
  readonly statement: boolean;
}

/**
 * Returns the pieces of a masked request: sentences, cut at commas, "and" and "then". A piece may say nothing that can
 * be done; whoever reads them joins it to the piece before.
 */
export function splitClauses(text: string): Clause[] {
  return text
    .slice(0, 10 * MAX_CHARACTERS)
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 0)
    .flatMap((sentence, index) => {
      const polite = POLITE.exec(sentence)?.[0] ?? "";
      const question = /\?["'”’]?$/.test(sentence) && !/\b(?:can|could|would|will) (?:you|u)\b/i.test(polite);
      return sentence
        .split(CONNECTOR)
        .map((part) => ({ text: part.replace(POLITE, "").trim(), statement: STATEMENT.test(part.trim()) }))
        .filter((part) => part.text.length > 0)
        .map((part, at, all) => ({
          ...part,
          text: part.text.slice(0, MAX_CHARACTERS),
          sentence: index,
          question: question && (at === all.length - 1 || QUESTION_WORD.test(part.text)),
        }));
    });
}
