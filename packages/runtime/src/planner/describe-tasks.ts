import { type ArgSpec, isControlTask, type TaskSpec } from "@hugginggpt/shared";

/** The fewest common words of a family's summaries. */
const FAMILY_WORDS = 4;

/**
 * Returns one line for each task: name, arguments, output, and, unless the name says it, what it does. Control tasks
 * that differ only in their guide (canny-, depth-text-to-image) share one. `withSummary` false: without what it does.
 */
export function describeTasks(tasks: readonly TaskSpec[], withSummary: boolean): string[] {
  const lines: string[] = [];
  const families = new Map<string, TaskSpec[]>();
  for (const task of tasks) {
    const family = isControlTask(task.id) ? `${guideAndRest(task.id)[1]}${signature(task)}` : task.id;
    families.set(family, [...(families.get(family) ?? []), task]);
  }
  for (const family of families.values()) {
    const summary = family.length > 1 ? commonStart(family.map((task) => task.summary)) : null;
    const [first] = family;
    const shown = first && summary ? [familyOf(first, family, summary)] : family;
    for (const task of shown) {
      const does = withSummary ? task.hint : "";
      lines.push(`${task.id}${signature(task)}${does ? `: ${does}` : ""}`);
    }
  }
  return lines;
}

function familyOf(first: TaskSpec, family: readonly TaskSpec[], summary: string) {
  const guides = family.map(({ id }) => guideAndRest(id)[0]).join("|");
  return { ...first, id: `${guides}${guideAndRest(first.id)[1]}`, hint: summary };
}

/** Splits `canny-text-to-image` into `canny` and `-text-to-image`. */
function guideAndRest(id: string): [string, string] {
  const end = id.indexOf("-");
  return [id.slice(0, end), id.slice(end)];
}

function signature({ args, outputs }: Pick<TaskSpec, "args" | "outputs">): string {
  return `(${args.map(describeArg).join(", ")}) ${outputs.join(", ")}`;
}

/** Returns the common first words of summaries as a phrase; null if there are too few. */
function commonStart(summaries: readonly string[]): string | null {
  const [first = [], ...others] = summaries.map((summary) => summary.split(" "));
  const end = first.findIndex((word, i) => others.some((other) => other[i] !== word));
  const words = end < 0 ? first : first.slice(0, end);
  if (words.length < FAMILY_WORDS) return null;
  return words
    .join(" ")
    .replace(/ (?:a|an|the)$/, "")
    .replace(/ by$/, " by such an image");
}

function describeArg({ name, list, required }: ArgSpec): string {
  return `${name}${list ? "[]" : ""}${required ? "" : "?"}`;
}
