/** Returns a text with the letters A to Z made small and no others, as `lower` does in the collation "C". */
export function asciiLower(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}
