import { wordTable } from "@hugginggpt/shared";

/** How words are typed in haste, and how they are written. */
const HASTY = wordTable(`
  whats what's, wats what's, hows how's, wheres where's, whos who's, thats that's, theres there's, heres here's
  dont don't, doesnt doesn't, didnt didn't, cant can't, couldnt couldn't, wont won't, isnt isn't, arent aren't
  wasnt wasn't, im I'm, ive I've, u you, ur your, pls please, plz please, plss please, thx thanks, cud could, wud would
  gimme give me, lemme let me, wanna want to, gonna going to, teh the, pic picture, pics pictures
`);
const HASTY_WORD = new RegExp(`(?<![\\w'’.-])(?:${Object.keys(HASTY).join("|")})(?![\\w'’.-])`, "gi");
/** "its in German", "its a scan": it is. */
const ITS = /\bits (?=in|an?|the|not|very|too|from|about|written|all)\b/gi;

/** Words that say what is asked for. What differs from one of them by a letter, or has two swapped, is meant to be it. */
const COMMANDS =
  "translate translation summarize summarise summary transcribe transcript describe description generate picture recording background classify extract sentence article document language sentiment subtitles animate question spelling grammar similar caption".split(
    " ",
  );
const LEAST_LETTERS = 6;
const LONG = 8;

/** Returns an English sentence with short forms and misspelt commands written out: "pls tranlsate" is "please translate". */
export function plainSpelling(sentence: string): string {
  return sentence
    .replace(HASTY_WORD, (word) => HASTY[word.toLowerCase()] ?? word)
    .replace(ITS, "it's ")
    .replace(/(?<![\p{L}\p{N}«'’.-])\p{L}{5,14}(?![\p{L}\p{N}»'’-])/gu, (word) => corrected(word));
}

function corrected(word: string): string {
  const small = word.toLowerCase();
  return COMMANDS.includes(small) ? word : (COMMANDS.find((command) => isTypoOf(small, command)) ?? word);
}

/** Whether a word lacks, doubles, swaps or, if it is long, mistakes one letter of another. Endings are no mistakes. */
function isTypoOf(word: string, meant: string): boolean {
  if (meant.length < LEAST_LETTERS || word[0] !== meant[0] || Math.abs(word.length - meant.length) > 1)
    return false;
  let from = 0;
  while (word[from] === meant[from]) from++;
  let end = 0;
  while (end < Math.min(word.length, meant.length) - from && word.at(-1 - end) === meant.at(-1 - end)) end++;
  const [typed, right] = [word.slice(from, word.length - end), meant.slice(from, meant.length - end)];
  if (end === 0) return false;
  if (typed.length + right.length === 1) return true;
  return (
    typed === [...right].reverse().join("") ||
    (typed.length === 1 && right.length === 1 && meant.length >= LONG)
  );
}
