/** A phrase with another meaning than its words. Its valence, -4 to 4, is on the scale of VADER's lexicon. */
type Idiom = readonly [phrase: RegExp, valence: number];

const IDIOMS: readonly Idiom[] = [
  [/\b(?:don't|do not|never) (?:waste|throw away|spend) your (?:time|money)\b/gi, -3],
  [/\b(?:to die for|second to none|top[- ]notch|first[- ]rate|a must(?:[- ](?:have|see|read|buy))?)\b/gi, 3],
  [/\b(?:(?:two|both|big)? ?thumbs up|five stars|fits? like a glove|hits? the spot|over the moon)\b/gi, 2.5],
  [
    /\b(?:worth (?:every|each) (?:penny|cent|minute)|blew (?:us|me) away|blown away|made (?:my|our) day)\b/gi,
    3,
  ],
  [/\bnothing (?:beats|compares|tops|comes close)\b/gi, 3],
  [/\b(?:can(?:no|')t|can not|couldn't|could not) go wrong\b/gi, 2.5],
  [
    /\b(?:thumbs down|one star|waste of (?:\w+ )?(?:time|money|space|effort)|(?:money|down) the drain)\b/gi,
    -3,
  ],
  [/\b(?:waste your (?:time|money)|wasted? my (?:time|money))\b/gi, -3],
  [/\b(?:leaves?|left|leaving) (?:a lot|much|something) to be desired\b/gi, -2.5],
  [/\b(?:want|wants|wanted|demand(?:ed)?) (?:my|our|his|her|their) money back\b/gi, -3],
  [
    /\b(?:g[ia]ve[sn]? up the ghost|falls? apart|fell apart|falls? short|fell short|falls? flat|fell flat)\b/gi,
    -2.5,
  ],
  [/\b(?:rip[- ]?off|let ?down|sub[- ]?par|nothing special|steer clear|stay away from)\b/gi, -2],
  [/\bwish (?:this|that|it) on (?:anyone|anybody|my worst enem\w+)\b/gi, 3],
];

/** "Not only cheap but also good" denies nothing. */
const NOT_ONLY =
  /(?:\bnot|n't)\s+(?:only|just|merely|simply)\b|\bno (?:doubt|wonder)\b|\bcan(?:no|')t wait\b|\bnot to mention\b/gi;
/** "Could not be happier", "can't recommend it enough": the most there is. */
const UTMOST =
  /\b(?:can(?:no|')t|can not|could ?n[o']t|(?:does|do|did)(?:n't| not) get|never)\b(?=[^,;.]*\b(?:enough|more|less|better|worse|happier|(?:\w{3,})(?:ier|[^aeio]er) than)\b)/gi;
const DENIAL =
  /\b(?:not|never|nobody|no[- ]one|none|nothing|nowhere|neither|nor|no|hardly|barely|scarcely|rarely|seldom|without|lack(?:s|ed|ing)?|cannot|fail(?:s|ed)? to)\b|n't\b/gi;
/** Where another clause begins, which a denial before it does not reach. */
const CLAUSE =
  /[,;:()]|\s(?=(?:and (?:i|we|you|he|she|it|they|there|the|this|these|my|our|never|not|no)|but|although|though|because|while|whereas|yet|however|except|so that)\b)/i;
const CONTRAST = /^\s*(?:but|yet|however)\b/i;
/** "Although the box was damaged, ...": what follows counts more. */
const CONCESSION = /^\s*(?:although|though|even though|despite|in spite of|while)\b/i;
/** The weights of VADER's authors for what stands before and after "but", and what a denial leaves. */
const BEFORE = 0.5;
const AFTER = 1.5;
const DENIED = -0.74;
/** VADER's normalisation: a compound is x / sqrt(x² + 15). */
const ALPHA = 15;

/** A question asks; "why is it so slow?" and "isn't it lovely?" tell. */
const QUESTION = /\?["')\]]*$/;
const TELLING = /^\W*(?:why|how (?:can|could|dare))\b/i;
/** "How could anyone like it?" denies. */
const DOUBTING = /^\W*how (?:can|could) any(?:one|body)\b/i;
const ASKED_BACK = /^\W*(?:\w+\s+)?\w+n't\b/i;

/** Returns VADER's compound score, -1 to 1, of words in which nothing is denied. */
export type Score = (text: string) => number;

/**
 * Returns the compound score of a sentence, -1 to 1: clause by clause, what is denied turned round, wherever in the
 * clause the denial stands. Two denials in one clause cancel. Idioms count as a whole, and a question says nothing.
 */
export function verdictOf(sentence: string, score: Score): number {
  const isQuestion = QUESTION.test(sentence.trim());
  const asksBack = isQuestion && ASKED_BACK.test(sentence);
  if (isQuestion && !asksBack && !TELLING.test(sentence)) return 0;
  const plain = asksBack ? sentence.replace(/n't\b/i, "") : sentence;
  const clauses = plain
    .replace(NOT_ONLY, " ")
    .replace(/\bbut also\b/gi, "and also")
    .split(CLAUSE);
  const contrast = clauses.findIndex((clause) => CONTRAST.test(clause));
  let sum = 0;
  for (const [i, clause] of clauses.entries()) {
    const isConceded = CONCESSION.test(clause) && clauses.length > 1;
    const weight = isConceded || (contrast > 0 && i < contrast) ? BEFORE : contrast > 0 ? AFTER : 1;
    sum += weight * clauseSum(clause, score);
  }
  const verdict = sum / Math.sqrt(sum * sum + ALPHA);
  return isQuestion && DOUBTING.test(sentence) ? -verdict : verdict;
}

function clauseSum(clause: string, score: Score): number {
  let idioms = 0;
  let words = clause;
  for (const [phrase, valence] of IDIOMS)
    words = words.replace(phrase, () => {
      idioms += valence;
      return " ";
    });
  words = words.replace(UTMOST, " ");
  const denials = [...words.matchAll(DENIAL)];
  const [first] = denials;
  if (!first) return idioms + sumOf(score(words));
  const before = sumOf(score(words.slice(0, first.index)));
  const denied = sumOf(score(words.slice(first.index).replace(DENIAL, " ")));
  const isTurned = denials.length % 2 === 1 || /\bneither\b/i.test(words);
  return before + (isTurned ? DENIED * (denied + idioms) : denied + idioms);
}

/** A compound score as the sum that it was made from. */
function sumOf(compound: number): number {
  return compound * Math.sqrt(ALPHA / Math.max(1e-6, 1 - compound * compound));
}
