import { didYouMean } from "@hugginggpt/shared";

/** The commands of all programs, subcommands with their parent's name. A program does not load the others. */
export const ALL_COMMANDS: Readonly<Record<string, readonly string[]>> = {
  hugginggpt: [
    ...[
      "run",
      "plan",
      "chat",
      "serve",
      "worker",
      "mcp",
      "runs",
      "local",
      "login",
      "logout",
      "config",
      "doctor",
      "migrate-to",
    ],
    ...["list", "show", "resume", "rerun", "replay", "export", "prune"].map((name) => `runs ${name}`),
    ...["list", "get", "set", "unset", "init", "path"].map((name) => `config ${name}`),
    ...["install", "list", "pull", "rm", "du", "doctor"].map((name) => `local ${name}`),
  ],
  indexer: ["sync", "seed", "status", "schedule", "verify", "rebuild"],
  registry: ["search", "show", "tasks", "stats"],
};

/** Commands that every program has, too. */
export const COMMON_COMMANDS: readonly string[] = ["help", "version", "complete"];

/**
 * Returns "Did you mean indexer sync?" for a word that is no command of `program`: commands of that name elsewhere,
 * else similarly spelled ones. Empty if there is none.
 */
export function likeCommands(word: string, program = "hugginggpt"): string {
  const everywhere = COMMON_COMMANDS.map((name) => ({ line: `${program} ${name}`, last: name }));
  const others = Object.entries(ALL_COMMANDS).flatMap(([one, names]) =>
    names.map((name) => ({ line: `${one} ${name}`, last: name.split(" ").at(-1) ?? name })),
  );
  const all = [...others, ...everywhere];
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
