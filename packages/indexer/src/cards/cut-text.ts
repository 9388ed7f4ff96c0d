/** Returns the first `limit` UTF-16 units of a text; one less if that would split a surrogate pair. */
export function cutText(text: string, limit: number): string {
  return text.slice(0, limit).replace(/[\ud800-\udbff]$/, "");
}
