import type { PlannedTask, StatedLanguages, TaskSpec } from "@hugginggpt/shared";

const NAMES = ["language", "source_language", "target_language"] as const;
const MAX_CHARACTERS = 40;

/**
 * Returns the languages that a plan states for a task without such an argument; they decide which model is needed.
 * Empty if there are none, or if they are not short words.
 */
export function statedLanguages({ args }: PlannedTask, spec: TaskSpec): StatedLanguages {
  const taken = new Set(spec.args.flatMap(({ name, aliases }) => [name, ...aliases]));
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = args[name];
      return typeof value === "string" &&
        value.length <= MAX_CHARACTERS &&
        !value.includes("<") &&
        !taken.has(name)
        ? [[name, value]]
        : [];
    }),
  );
}
