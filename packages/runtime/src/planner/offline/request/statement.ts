import type { Match } from "../order-matches.js";
import { NOUNS } from "../words.js";
import type { Medium } from "./mask-request.js";

/** Says what is there; asks for nothing. */
const PRESENTS =
  /^(?:i have(?! to\b| a question)|i've got|i recently|i took|i recorded|i scanned|we have|here(?:'s| is| are)|there(?:'s| is| are)|this is|these are|given|attached|user (?:needs|wants)(?! help))\b/i;
/** Begins as a sentence that tells something: with its subject and a verb, or as a clause that hangs on another one. */
const TELLS =
  /^(?:(?:i|we|he|she|they|it|there|nobody|everyone|everybody|someone|somebody|none of \w+)(?:['’](?:m|re|ve|s|d|ll))?\s|(?:my|our|his|her|their|your)\s(?:[\w'’.()«»-]+\s){1,9}?(?:is|are|was|were|has|have|had|can|could|does|do|did|will|sent|gave|left|told|got|asked|wrote|recorded|keeps?|speaks?|(?:usually|always|often|normally|sometimes|never) \w+|only|\w+n['’]t)\b|(?:«\w+»|(?:the|this|that|these|those|some|people)\b)(?:\s(?!that\b|which\b|who\b)[\w'’.()«»-]+){0,7}?\s(?:is|are|was|were|has|have|had|(?:is|are|was|were|has|have|had|do|does|did|ca|wo|could|would)n['’]t)\b|an? \w+ (?:asks|asked|says|said|wrote|sent|reported|told)\b|(?:which|whose|who|whom|because|since|although|though|while|even (?:if|though)|in case|no need|no (?:\w+ )?rush)\b)/i;
/** A wish makes it a request. */
const WISHES =
  /\b(?:wants?|needs?|likes? to|(?:would|['’]d) (?:like|love|prefer|rather)|wish|hop(?:e|ing)|looking (?:for|to)|wonder\w*|please|you(?! (?:gave|made|wrote|sent|did|said|told|drew|were|are|have|had)\b)|should|must|ought|(?:has|have) to|to be|interested|curious|require\w*|commands?|instructs?)\b|\[mask\]|<mask>|_{3}/i;
/** After these a verb without an ending goes on with what is told: "there's no way I can sit down and read it". */
const TAKES_VERB = /\b(?:can|could|will|would|to|cannot|\w+n['’]t)\b/i;
/** Says what is not to be done, and is no request to remember something. */
const REFUSES =
  /^(?:(?:but|and|just|so)\s+)*(?:(?:do not|don['’]t|never)\s+(?:(?:ever|also|even)\s+)?(?!(?:forget|hesitate|know|understand|see|hear|have|want|like|need|get|remember|speak|worry)\b)\w+|(?:(?:there['’]s|there is|i have|we have) )?no need (?:to|for)\b|(?:you|i|we) (?:don['’]t|do not) (?:(?:have|need|want)(?: you)? to|need|want)\b|not (?!sure\b)\w+|(?:skip|leave out|ignore|without|instead of|rather than)\s|(?:leave|keep) (?:the rest|everything else|all else)\b|no (?!idea|clue|more\b)(?:[\w-]+ ?){1,4}\W*$)/i;
/** What something is asked for, why, or how not, at the end of a clause. */
const PURPOSE =
  /\s(?:without \w+ing\b|instead of|rather than|so(?: that)? (?:i|we|he|she|they|it|my|our)|because|before (?:i|we)|in order to)\b.*$/i;

/** Returns whether a piece of a sentence says what is there or how things are, and asks for nothing. */
export function isStatement(text: string): boolean {
  return PRESENTS.test(text) || (TELLS.test(text) && !WISHES.test(text));
}

/** Returns whether a piece of a sentence says what is not wanted: "but don't translate it", "no music". */
export function isRefusal(text: string): boolean {
  return REFUSES.test(text) && !INSTEAD.test(text);
}

const MANNER = /\b(?:tone|mood|style|sarcas\w+|positive|negative|emotions?|feelings?)\b/i;
const ASKS =
  /\?|\b(?:what|which|whether|is|are|does|do|check|tell|analy[sz]e|identify|decide|detect|classify)\b/i;

/** Returns whether a clause says how a text is to be written ("in a playful tone"), and does not ask how one is. */
export function isManner(clause: string): boolean {
  return MANNER.test(clause) && !ASKS.test(clause);
}

/** Returns whether a piece after "and" goes on with what the statement before it tells. */
export function continuesStatement(before: string, lead: string): boolean {
  return /^\s+(?:and|but)\s+$/i.test(lead) && TAKES_VERB.test(before);
}

/** "Instead of a summary give me ...": what is not asked for, before what is. */
const INSTEAD =
  /^(?:instead of|rather than) .{1,60}?(?=\b(?:give|make|write|show|tell|please|just|only|i)\b)/i;

/** Returns a clause without what it says of its purpose or reason: "so I can read it aloud later". */
export function withoutPurpose(clause: string): string {
  return clause.replace(INSTEAD, "").replace(PURPOSE, "");
}

/** "bullish or bearish: ...", "photo.png - ripe or unripe?": a choice, and nothing that is asked of it. */
const BARE_CHOICE =
  /^(?:«\w+»\W{0,3})?(?:(?:is|are|was|were) (?:it|this|that|he|she|they) (?:like )?|(?:(?:tell (?:me|us)|say|decide|check|see|find out|determine|judge|guess) )?(?:whether|if) (?:it|this|that|they|these|he|she)(?:['’](?:s|re)| is| are) )?(?:either )?(?!yes or no\b)(?!(?:what|who|which|how|where|when|why|do|does|did|can|could|should|shall|will|would|i|we|you)\b)((?:[\w'’-]+ ){0,3}[\w'’-]+(?:, (?:[\w'’-]+ ){0,2}[\w'’-]+){0,8},? or (?:[\w'’-]+ ){0,3}[\w'’-]+)\s*(?:[?:–—-]+[\s,]*«(?:q|ask)\d+».*|[?:])?\W*$/i;

/** Returns a clause that only offers a choice, and what it offers; null for any other. */
export function bareChoice(clause: string): RegExpExecArray | null {
  return / or /i.test(clause) ? BARE_CHOICE.exec(clause) : null;
}

/** A recording is called noisy or said to have noise in it: not the room, nor the microphone. */
const NOISY = new RegExp(
  `\\bnoisy (?:\\w+ )?(?:${NOUNS.audio}|speech|voice|sound)|(?:${NOUNS.audio})\\b.{0,30}\\b(?:(?:is|was|sounds) (?:\\w+ )?noisy|(?:background|a lot of|much) noise)\\b`,
  "i",
);

/** "I have a noisy recording": it is to be cleaned, whatever else is asked for; other statements ask for nothing. */
export function noisy(text: string, about: ReadonlySet<Medium>): { found: Match[]; namesTask: boolean } {
  const words = about.has("audio") ? NOISY.exec(text) : null;
  if (!words) return { found: [], namesTask: false };
  return {
    found: [{ task: "audio-to-audio", index: words.index, end: words.index + words[0].length }],
    namesTask: true,
  };
}
