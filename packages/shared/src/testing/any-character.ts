import fc from "fast-check";

/** Half surrogate pairs, of which no text has one alone. */
const [FIRST_HALF, HALVES] = [0xd800, 0x800];

/** Any character of Unicode. fast-check's own unit of the kind, "binary", takes each process a second to make. */
export const anyCharacter: fc.Arbitrary<string> = fc
  .nat(0x10ffff - HALVES)
  .map((number) => String.fromCodePoint(number < FIRST_HALF ? number : number + HALVES));
