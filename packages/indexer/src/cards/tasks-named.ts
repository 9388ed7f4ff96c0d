import { allTasks, isControlTask, type TaskId } from "@hugginggpt/shared";

interface Names {
  readonly taskOf: ReadonlyMap<string, TaskId>;
  readonly pattern: RegExp;
}

let names: Names | null = null;

/** Returns the tasks that a text names by tag, title or alias, its words joined by blanks, hyphens or underscores. */
export function tasksNamed(text: string): Set<TaskId> {
  names ??= namesOfTasks();
  const { taskOf, pattern } = names;
  const found = new Set<TaskId>();
  for (const [name] of inWords(text).matchAll(pattern)) {
    const task = taskOf.get(name);
    if (task !== undefined) found.add(task);
  }
  return found;
}

function namesOfTasks(): Names {
  const tasks = allTasks().filter(({ id }) => !isControlTask(id));
  const taskOf = new Map(
    tasks.flatMap(({ id, name, aliases }) =>
      [id, name, ...aliases].map((one) => [inWords(one), id] as const),
    ),
  );
  const longestFirst = [...taskOf.keys()].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((name) => name.replace(/[^a-z0-9 ]/g, "\\$&"));
  return { taskOf, pattern: new RegExp(`(?<![a-z0-9])(?:${escaped.join("|")})(?![a-z0-9])`, "g") };
}

function inWords(text: string): string {
  return text.toLowerCase().replace(/[-_]/g, " ");
}
