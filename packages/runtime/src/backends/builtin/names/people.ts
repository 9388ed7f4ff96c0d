import { HONORIFIC, type NameSpan, TITLES } from "./name-span.js";

interface Person {
  readonly name: string;
  /** First name; empty if only one name is given. */
  readonly first: string;
  readonly last: string;
  readonly title: string;
}

const TITLE_BEFORE = new RegExp(`\\b(?:${TITLES})\\.?(?=\\s$)`, "u");
/** "Van Gogh" alone is a surname. */
const PARTICLE = /^(?:van|von|de|da|di|del|du|la|le)$/i;
const LONGEST_TITLE = 14;
const FEMALE = /^(?:Mrs|Ms|Miss|Lady|Dame|Sister|Aunt)\b/;
const MALE = /^(?:Mr|Sir|Lord|Father|Brother|Uncle)\b/;

/**
 * Returns one name for each span of a person, given in the text's order, so that a person has the same name throughout:
 * "Fernandes" and "Ms. Fernandes" are the "Maria Fernandes" named last before them, else the first one named after.
 * Where only a surname is known, it keeps the honorific ("Mr. Dobbs").
 */
export function peopleNames(spans: readonly NameSpan[], text: string): string[] {
  const people = spans.map((span) => personOf(span, text));
  const named = new Map<string, Person>();
  const ahead = new Map<string, Person>();
  const canonical = new Map<string, Person>();
  for (const person of people) {
    if (person.first !== "") canonical.set(keyOf(person), canonical.get(keyOf(person)) ?? person);
    for (const key of keysOf(person)) ahead.set(key, fuller(ahead.get(key) ?? person, person));
  }
  return people.map((person) => {
    for (const key of keysOf(person)) named.set(key, fuller(person, named.get(key)));
    if (person.first !== "") return canonical.get(keyOf(person))?.name ?? person.name;
    const full = [named, ahead]
      .map((known) => known.get(person.last))
      .find((one) => one && mayBe(person, one));
    return (full && (canonical.get(keyOf(full)) ?? full).name) ?? person.name;
  });
}

function personOf({ start, end }: NameSpan, text: string): Person {
  const name = text.slice(start, end).replace(/\s+/g, " ");
  const within = HONORIFIC.exec(name)?.[0] ?? "";
  const title = within || TITLE_BEFORE.exec(text.slice(Math.max(0, start - LONGEST_TITLE), start))?.[0] || "";
  const words = name.slice(within.length).split(" ");
  const first = words.length > 1 && !PARTICLE.test(words[0] ?? "") ? (words[0] ?? "") : "";
  return { name, title, last: surnameOf(words), first };
}

/** Returns the last of a person's names that is neither "Jr." nor a numeral; empty without any. */
export function surnameOf(words: readonly string[]): string {
  return words.filter((word) => !/^(?:Jr|Sr)\.?$|^[IVX]{1,5}$/.test(word)).at(-1) ?? words.at(-1) ?? "";
}

function keyOf({ first, last }: Person): string {
  return `${first} ${last}`;
}

/** The single names by which a person can be called. */
function keysOf({ first, last }: Person): string[] {
  return first === "" ? [last] : [last, first];
}

/** The fuller of two people with a name in common: first and last name, else an honorific; of equals the first. */
function fuller(one: Person, other: Person | undefined): Person {
  return other && fullness(other) > fullness(one) ? other : one;
}

function fullness({ first, title }: Person): number {
  return first !== "" ? 2 : title !== "" ? 1 : 0;
}

/** True if a single name can mean this person: by the surname, or without an honorific by the first name. */
function mayBe(short: Person, full: Person): boolean {
  if (opposed(short.title, full.title) || opposed(full.title, short.title)) return false;
  return short.last === full.last || (short.title === "" && short.last === full.first);
}

function opposed(a: string, b: string): boolean {
  return FEMALE.test(a) && MALE.test(b);
}
