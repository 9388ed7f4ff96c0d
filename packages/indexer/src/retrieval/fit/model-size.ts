/** Words in names that mean a size, with the usual logarithm of the number of parameters. */
const WORDS: readonly (readonly [RegExp, number])[] = [
  [/xx-?l(?:arge)?(?![a-z])/i, 10],
  [/xl(?:arge)?(?![a-z])/i, 9.7],
  [/large(?![a-z])|(?<=[a-z]\d)[lx](?![a-z])/i, 9.3],
  [/medium|(?<=v\d)m(?![a-z])/i, 8.8],
  [/tiny|nano|(?<=v\d)n(?![a-z])/i, 7.3],
  [/mini|small|distil|lite|mobile|fast(?![a-z])|(?<=v\d)s(?![a-z])/i, 7.8],
];
const COUNT = /(?<![a-z0-9.])(\d+(?:\.\d+)?)\s?([bm])(?![a-z0-9])/i;
/** About 200 million parameters, as most models without such a word have. */
const USUAL = 8.3;
const REACH = 2;

/** Returns the logarithm of a model's parameters, or a guess by its name, less the usual one, from -2 to 2; else 0. */
export function modelSize(id: string, parameters: number | null): number {
  const logarithm = parameters === null || parameters <= 0 ? namedSize(id) : Math.log10(parameters);
  return Math.max(-REACH, Math.min(REACH, logarithm - USUAL));
}

function namedSize(id: string): number {
  const [, number, unit] = COUNT.exec(id) ?? [];
  if (number !== undefined) return Math.log10(Number(number) * (unit?.toLowerCase() === "b" ? 1e9 : 1e6));
  return WORDS.find(([word]) => word.test(id))?.[1] ?? USUAL;
}
