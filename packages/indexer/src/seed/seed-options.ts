import type { KeepRule } from "./keep-rule.js";

/** What is taken from a bulk file. */
export interface SeedOptions extends KeepRule {
  /** Whether the texts are embedded at the end; otherwise the next sync does it. */
  readonly embed: boolean;
}

/** Returns the name under which a file's position is stored: equal for equal content and equal rules. */
export function seedKey(fingerprint: string, { minLikes, minDownloads, tasks, limit }: KeepRule): string {
  const kept = `likes>=${minLikes} downloads>=${minDownloads} tasks=${[...tasks].sort().join(",")}`;
  return `${fingerprint} ${kept} limit=${limit ?? "none"}`;
}
