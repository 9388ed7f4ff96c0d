const ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen";
const SMALL = ONES.split(" ");
const TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const YEAR =
  /\b(in|since|until|till|by|from|of|before|after|between|and|to|years?|around|spring|summer|autumn|winter|(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{1,2},)?) (1[1-9]\d\d)(?![\d,.:]\d|[\d%-]| (?:(?!was\b|is\b|has\b)[a-z]+s|people|men|women|children)\b)/g;

/** Returns a text with the years 1100 to 1999 in words, "nineteen eighty-seven", after a word that precedes years. */
export function yearsInWords(text: string): string {
  return text.replace(YEAR, (_, before: string, year: string) => {
    const [century, rest] = [Number(year.slice(0, 2)), Number(year.slice(2))];
    const end = rest === 0 ? "hundred" : rest < 10 ? `oh ${SMALL[rest]}` : upTo99(rest);
    return `${before} ${upTo99(century)} ${end}`;
  });
}

function upTo99(number: number): string {
  if (number < 20) return SMALL[number] ?? "";
  const ones = number % 10;
  return `${TENS[Math.floor(number / 10)]}${ones === 0 ? "" : ` ${SMALL[ones]}`}`;
}
