import { stemmer } from "stemmer";
import { wordsOf } from "../sentences.js";

const STOP_WORDS = new Set(
  (
    "a about above after again against all almost also although always am among an and another any anybody anyone " +
    "anything are around as at away back be became because become been before being below between both but by came can " +
    "cannot come could did do does doing don't done down during each either else even ever every everybody everyone " +
    "everything few first for from further gave get gets getting give given go goes going got had has have having he " +
    "her here hers herself him himself his how however i i'm if in into is isn't it it's its itself just last least " +
    "less let like made make many may me might mine more most much must my myself neither never no nobody none nor not " +
    "nothing now of off often on once one only onto or other others our ours out over own per put quite rather really " +
    "said same say says shall she should since so some somebody someone something soon still such take than that " +
    "that's the their theirs them themselves then there these they thing things this those though through thus to told " +
    "too toward towards two under until up upon us very was we well went were what when where whether which while who " +
    "whom whose why will with within without would yes yet you your yours yourself"
  ).split(" "),
);

/** Returns the different stems of a text's content words; words that are in every English text are left out. */
export function keyWords(text: string): Set<string> {
  const words = wordsOf(text).map((word) => word.replaceAll("’", "'"));
  return new Set(words.filter((word) => word.length > 1 && !STOP_WORDS.has(word)).map(stemOf));
}

/** Porter's stemmer knows English letters only; other words stay as they are. */
function stemOf(word: string): string {
  const bare = word.replace(/'s?$/, "");
  return /^[a-z]+$/.test(bare) ? stemmer(bare) : bare;
}
