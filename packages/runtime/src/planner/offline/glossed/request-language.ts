import { scriptLanguage } from "@hugginggpt/shared/languages";
import { folded, lettered } from "./letters.js";

/**
 * Words without accents that requests in a language written in Latin letters often have and those in the others seldom. A
 * request is too short for letter sequences to tell.
 */
const COMMON: Readonly<Record<string, string>> = {
  en: "i do does did or we us he she be been at by on if so up out not no more about into look here find all each every some any the of is are was this that these those what which who how my your you it its they their there have has from for can could would will should please and with to in a an me into text image picture photo make write draw create generate translate summarize describe read",
  de: "der die das dem den des ein eine einen einem einer und oder ist sind war auf mit von fur zu zum zur im ins bitte mir mich ich du sie nicht wie was wer wo wann warum welche welcher welches welchen diese dieser diesen dieses diesem mein meine meinen kannst konntest mach aus bild bilder foto text satz sprache fasse ubersetze lies zeichne schreibe entferne erkenne beschreibe erstelle viel gibt hier alle auch dann danach vor positiv negativ",
  fr: "le la les l un une des du de d et ou est sont dans sur avec pour que qui quel quelle quelles quels ce cet cette ces mon ma mes moi je tu vous il elle ne pas plait peux pouvez puis combien comment ou image phrase texte resume traduis lis decris ecris dessine supprime fais trouve il y a t qu c s j en haute voix",
  es: "el la los las un una unos de del y o es son en con por para que quien cual cuales cuanto cuantos cuantas donde este esta estos estas mi mis me te se al lo como puedes favor luego despues imagen foto texto frase traduce resume lee escribe dibuja describe quita haz esta hay",
  it: "il lo la i gli le un uno una di del della dello dei delle dell e o in con per che chi quale quali quanto quanti quante dove questo questa questi queste mio mia mi ti si al come puoi favore poi nella nel sono immagine foto testo frase traduci riassumi leggi scrivi disegna descrivi rimuovi fai ci c",
  pt: "o a os as um uma de do da dos das e ou em no na nos nas com por para que quem qual quais quanto quantos quantas onde este esta estes estas neste nesta deste desta meu minha me se ao como pode favor depois imagem foto texto frase traduza resuma leia escreva desenhe descreva remova faca esta ha nao",
  nl: "de het een en of is zijn in op met van voor te dat dit deze die wat wie waar hoe hoeveel welke mijn me mij je u ik er graag kun kan daarna naar foto afbeelding tekst zin vertaal lees vat samen schrijf teken beschrijf verwijder maak aub niet",
  pl: "i w na z do o sie jest sa to ten ta te tego tym tej czy co kto gdzie ile jak jaki jaka jakie moj moja mi prosze nie po a potem oraz zdjecie zdjeciu zdjecia tekst artykul przetlumacz napisz narysuj opisz usun przeczytaj stresc glos",
  tr: "ve bir bu su mi mu ne kim kac nasil hangi icin ile da de var lutfen bana beni benim metni metin resim fotograf cevir ozetle oku yaz ciz kaldir sonra olarak cok daha",
};
/** Letters that few of these languages have, and how many letters of common words they outweigh. */
const LETTERS: readonly (readonly [RegExp, string, number])[] = [
  [/[äöüß]/iu, "de", 3],
  [/[êèœù]|[dlcjsnqu]['’]/iu, "fr", 3],
  [/[ñ¿¡]/iu, "es", 3],
  [/[ãõ]/iu, "pt", 3],
  [/[łśżźćńąę]/iu, "pl", 3],
  [/[ğşı]/iu, "tr", 3],
  [/[öü]/iu, "tr", 2],
];
/** What a request works on, not what it says: quotations, names of files, addresses. */
const GIVEN =
  /["“”„«»「『][^"“”„«»」』]*["“”«»」』]|(?:https?:\/\/|www\.)\S+|[\w./\\-]+\.[a-z][a-z0-9]{1,4}(?![\p{L}\p{N}])/giu;
const AFTER_COLON = /^([^:：]*\p{L}[^:：]*)[:：](?=\s*\S)/u;

/** Returns a request's own words: without quotations, names of files and the text after its first colon. */
export function wordsAsked(request: string): string {
  const own = request.slice(0, 2000).replace(GIVEN, " ");
  const [, before] = AFTER_COLON.exec(own) ?? [];
  return before ?? own;
}

/**
 * Returns the language of a request's own words by its script or, in Latin letters, its commonest words, where those
 * of one language have more letters together than those of any other; null if they do not tell.
 */
export function requestLanguage(request: string): string | null {
  const words = wordsAsked(request);
  const script = scriptLanguage(words);
  if (script !== null || /\p{Script=Han}/u.test(words)) return script;
  if (/\p{Script=Cyrillic}/u.test(words)) return "ru";
  const counts = countsOf(words);
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : null;
}

function countsOf(text: string): Map<string, number> {
  const words = folded(text).match(lettered("\\p{L}+", "g")) ?? [];
  const counts = new Map<string, number>();
  for (const [code, list] of Object.entries(COMMON)) {
    const known = new Set(list.split(" "));
    const common = words.filter((word) => known.has(word));
    counts.set(code, common.join("").length);
  }
  for (const [letters, code, weight] of LETTERS)
    if (letters.test(text)) counts.set(code, (counts.get(code) ?? 0) + weight);
  return counts;
}
