import { didYouMean } from "@hugginggpt/shared";

/** The commands of every program, those under a command with its name: a program loads no other, and what it has only when used. */
export const ALL_COMMANDS: Readonly<Record<string, readonly string[]>> = {
  hugginggpt: [
    ...["run", "plan", "chat", "serve", "mcp", "runs", "local", "config", "doctor"],
    ...["list", "show", "resume", "rerun", "replay", "export", "prune"].map((name) => `runs ${name}`),
    ...["install", "list", "pull", "rm", "du", "doctor"].map((name) => `local ${name}`),
  ],
  indexer: ["sync", "seed", "status", "schedule", "verify", "rebuild"],
  registry: ["search", "show", "tasks", "stats"],
};

/**
 * Returns "Did you mean indexer sync?" for a word that is no command where it stands: with the commands that are called
 * so elsewhere, else with those that are spelled alike. Empty where there is none.
 */
export function likeCommands(word: string): string {
  const all = Object.entries(ALL_COMMANDS).flatMap(([program, names]) =>
    names.map((name) => ({ line: `${program} ${name}`, last: name.split(" ").at(-1) ?? name })),
  );
  const linesOf = (name: string): string =>
    all
      .filter(({ last }) => last === name)
      .map(({ line }) => line)
      .join(" or ");
  const exact = linesOf(word);
  if (exact) return `Did you mean ${exact}?`;
  return didYouMean(
    word,
    all.map(({ last }) => last),
    linesOf,
  );
}
