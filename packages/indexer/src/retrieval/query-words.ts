import { stemmer } from "stemmer";

/** Words of a request that say nothing about the wanted model: function words, and phrases for asking. */
const STOP_WORDS = new Set(
  (
    "a about above after again all also am an and another any are as at be because been before being below between both " +
    "but by can could did do does doing down during each few for from further had has have having he her here hers him " +
    "his how i if in into is it its itself just let like lot made make makes making many me might more most must my " +
    "need needed needs no nor not now of off on once one only or other our ours out over own please provide provided " +
    "same shall she should so some someone something such than thank that the their them then there these they this " +
    "those through to too under until up us use used uses using very want wanted wants was we were what when where " +
    "which while who whom why will with would you your yours able allow allows around based build building built came " +
    "case come create created creating develop developed developing develops find get give given go going good help " +
    "helps implement implementing know looking new order project provides put see take things trying various way ways " +
    "well work working works wish wishes app application model models system tool tools ai"
  ).split(" "),
);
/** Bounds the work on a hostile text; requests are far shorter. */
const MAX_TEXT = 8000;
const MAX_WORDS = 48;

/**
 * Returns the words of a request that carry meaning, in lower case and in order; all words if none does. Of words with
 * the same stem, which match the same texts, only the first. At most 48 words, from the first 8,000 characters.
 */
export function queryWords(text: string): string[] {
  const plain = text.slice(0, MAX_TEXT).normalize("NFKC").toLowerCase();
  const byStem = new Map<string, string>();
  for (const word of plain.match(/[\p{L}\p{N}]+/gu) ?? []) {
    const stem = stemmer(word);
    if (!byStem.has(stem)) byStem.set(stem, word);
  }
  const words = [...byStem.values()];
  const telling = words.filter((word) => word.length > 1 && !STOP_WORDS.has(word));
  return (telling.length > 0 ? telling : words).slice(0, MAX_WORDS);
}
