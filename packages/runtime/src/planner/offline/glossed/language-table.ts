/**
 * How one language asks for tasks: its expressions and what they say in the English that the rules read, as data.
 *
 * `verbs` and `words` have one line for each English expression: `read aloud = vorles*, lies +vor`. An expression is a
 * regular expression in which `*` stands for any ending, a space for any white space, and ` +vor` for a word that
 * follows later in the clause. The longest one wins. Accents do not count, in Latin and Cyrillic letters. Other fields
 * are alternatives of regular expressions.
 */
export interface LanguageTable {
  /** ISO 639-1. */
  readonly code: string;
  /** Where expressions begin and end: at both ends of words, at their beginnings alone (endings follow), or anywhere. */
  readonly bounds: "words" | "beginnings" | "none";
  /** What asks for something; it comes first in English wherever it stands. */
  readonly verbs: string;
  readonly words: string;
  /** Words before or after a language's name, for "written in" it, "into", "in" and "from"; `{L}` stands for the name. */
  readonly languages: Readonly<Partial<Record<"of" | "into" | "in" | "from", string>>>;
  /** What a language's name may look like; default: a word of at least four letters. */
  readonly languageWord?: string;
  /** Words before a new request: "and"; "then", "next"; "also". */
  readonly and: string;
  readonly next: string;
  readonly also: string;
  /** Whether these stand within what they introduce ("fasse sie dann zusammen"). */
  readonly adverbsWithin?: true;
  /** Where a clause begins without any such word: after endings, before "without". */
  readonly cut?: string;
  /** Words of courtesy before what is asked for. */
  readonly polite: string;
  /** Courtesy that makes a question a request: "can you". */
  readonly asks: string;
  /** How questions begin, or end where no question mark stands. */
  readonly question: string;
  /** How sentences begin that say what is there and ask for nothing. */
  readonly statement: string;
  /** How it is said that something is not to be done, wherever in the clause. */
  readonly refusal: string;
  /** What is to be made, in the first group; the first that fits counts. */
  readonly things: readonly string[];
  /** What stands before labels that a text or picture is to be given; and "or". */
  readonly labels: string;
  readonly or: string;
}
