/** Returns a text as PostgreSQL can hold it: without NUL. */
export function withoutNul(text: string): string {
  return text.replaceAll("\0", "");
}
