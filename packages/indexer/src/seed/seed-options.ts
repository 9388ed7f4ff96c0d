import type { KeepRule } from "./keep-rule.js";

/** What to take from a bulk file. */
export interface SeedOptions extends KeepRule {
  /** Whether to embed the texts at the end; otherwise the next sync does. */
  readonly embed: boolean;
}

/** Returns the name under which the position in a file is stored: the same for the same content and rule. */
export function seedKey(fingerprint: string, { minLikes, minDownloads, tasks, limit }: KeepRule): string {
  const kept = `likes>=${minLikes} downloads>=${minDownloads} tasks=${[...tasks].sort().join(",")}`;
  return `${fingerprint} ${kept} limit=${limit ?? "none"}`;
}
