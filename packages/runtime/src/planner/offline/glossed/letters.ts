const ACCENTED = /(?=[\p{Script=Latin}\p{Script=Cyrillic}])\P{ASCII}/gu;
/** The letters of the languages that are read by tables; `\p{L}` takes ten times as long to compile. */
const LETTER = "[a-z\\u00c0-\\u1fff\\u3040-\\ud7af]";

/** Returns a text in small letters without accents, with every letter where it was. */
export function folded(text: string): string {
  const bare = text.replace(ACCENTED, (letter) => letter.normalize("NFD")[0] ?? letter);
  const small = bare.toLowerCase();
  return small.length === text.length ? small : bare;
}

/** Returns a regular expression that ignores case, in whose source `\p{L}` is a letter. */
export function lettered(source: string, flags = ""): RegExp {
  return new RegExp(source.replaceAll("\\p{L}", LETTER), `i${flags}`);
}
