/** Returns a text with A to Z in lower case and other letters unchanged, like `lower` in the collation "C". */
export function asciiLower(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}
