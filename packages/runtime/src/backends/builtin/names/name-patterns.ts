import { CAPITALISED, type NameSpan, TITLES } from "./name-span.js";

const NAME = `${CAPITALISED}(?: ${CAPITALISED}){0,2}`;
const INSTITUTION =
  "University|College|Bank|Institute|Museum|Ministry|Department|Academy|Church|House|Court|Bay";
const SITE =
  "Street|Road|Avenue|Square|Lane|Bridge|Park|Islands?|Castle|Airport|Station|Beach|Valley|Mountains";
const CLUB =
  "United|Athletic|Rovers|Wanderers|FC|AFC|University|College|Council|Museum|Institute|Airlines|Airways|Orchestra|" +
  "Symphony|Times|Police|Robotics|Technologies|Systems|Bank|Group|Industries|Motors|GmbH|AG|LLC|Pharmaceuticals";
const DETERMINER =
  "(?:The|A|An|This|That|Our|Your|My|Their|His|Her|Its|Every|Each|No|Which|In|At|And|But|For)";
/** Capitalised after "in" without being places. */
const NO_PLACE = new Set(
  (
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec January February March April May June July August September October November December Monday Tuesday Wednesday " +
    "Thursday Friday Saturday Sunday Spring Summer Autumn Winter Christmas Easter Ramadan Lent English French German " +
    "Italian Russian Arabic Greek Latin Hindi Korean Java Python Rust Excel Word Windows Linux Parliament Congress Court " +
    "Chapter Section Part Figure Table Room Building Phase Step Year Class Grade Group Appendix Volume Annex Line Unit " +
    "Finance Sales Nature Science God Heaven Hell"
  ).split(" "),
);
const NOT_AFTER_IN = /(?:ing|ish|ese|ics|ment)$/;

/** A name that ends so, of up to two capitalised words before it, none of them a determiner. */
const named = (ending: string, fewest = 1): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?!${DETERMINER} )(?:${CAPITALISED} ){${fewest},2}${ending}`, "gu");

const RULES: readonly { readonly entity: NameSpan["entity"]; readonly pattern: RegExp }[] = [
  { entity: "PER", pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${TITLES})\\.? ${NAME}`, "gu") },
  {
    entity: "PER",
    pattern: new RegExp(
      `(?<=^|[,;(“"] ?|\\b(?:by|and|with|from|to|of) )(?:\\p{Lu}\\. ?){1,3}${CAPITALISED}`,
      "gu",
    ),
  },
  { entity: "ORG", pattern: named(`(?:${CLUB})\\b`) },
  { entity: "LOC", pattern: named(`(?:${SITE})\\b`) },
  { entity: "ORG", pattern: named(`(?:${INSTITUTION}) of (?:the )?${NAME}`, 0) },
];
const IN = new RegExp(`(?<=\\b[Ii]n )${CAPITALISED}(?: ${CAPITALISED})?(?![\\p{L}\\p{N}]|['’]s| \\d)`, "gu");

/** Returns names that the library's word lists lack, by the words around them. */
export function namesByPattern(text: string): NameSpan[] {
  const found = RULES.flatMap(({ entity, pattern }) =>
    [...text.matchAll(pattern)].map(({ 0: name, index }) => ({
      entity,
      start: index,
      end: index + name.length,
    })),
  );
  for (const { 0: name, index } of text.matchAll(IN)) {
    const [first = ""] = name.split(" ");
    if (NO_PLACE.has(first) || NOT_AFTER_IN.test(first) || /^\p{Lu}+$/u.test(first)) continue;
    found.push({ entity: "LOC", start: index, end: index + name.length });
  }
  return found;
}

const SURNAME = new RegExp(`^ (${CAPITALISED})(?=['’]s\\b|(?<=s)['’])`, "u");

/** Returns a person with the surname that the library loses before a possessive: "Charles Babbage's". */
export function withSurname(span: NameSpan, text: string): NameSpan {
  const surname = text.slice(span.start, span.end).includes(" ")
    ? null
    : SURNAME.exec(text.slice(span.end, span.end + 60));
  return surname ? { ...span, end: span.end + surname[0].length } : span;
}

const NEXT = new RegExp(`^,? (?:and|or) (${CAPITALISED})(?!['’]s| ${CAPITALISED})`, "u");
const BETWEEN = new RegExp(`^, (${CAPITALISED})(?:,|,? and|,? or) `, "u");

/** Returns unknown places beside known ones: Setubal in "Lisbon and Setubal" and in "Porto, Setubal and Lisbon". */
export function namesBesidePlaces(names: readonly NameSpan[], text: string): NameSpan[] {
  const places = names.filter((name) => name.entity === "LOC");
  const starts = new Set(places.map((place) => place.start));
  return places.flatMap(({ end }): NameSpan[] => {
    const after = text.slice(end, end + 80);
    const between = BETWEEN.exec(after);
    const found = between && starts.has(end + between[0].length) ? between : NEXT.exec(after);
    const name = found?.[1];
    if (!found || !name || NO_PLACE.has(name)) return [];
    const start = end + found[0].indexOf(name);
    return [{ entity: "LOC", start, end: start + name.length }];
  });
}
