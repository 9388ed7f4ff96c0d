/** Returns what near-duplicates of one model share: the name without owner, sizes, versions and dates, lower case. */
export function modelFamily(id: string): string {
  return id
    .slice(id.indexOf("/") + 1)
    .toLowerCase()
    .replace(/\d{6,}/g, "")
    .replace(/\d+(?:\.\d+)?[bmk]?/g, "#")
    .replace(/tiny|mini|small|base|medium|large|xx?l|nano|distil\w*/g, "")
    .replace(/(?<=#)[nsmlx](?=[-_]|$)/g, "")
    .replace(/[^a-z#]+/g, "-");
}
