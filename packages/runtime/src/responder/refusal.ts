import { type Answer, BUILTIN_TOOLS, type NoSelection, printable, type TaskId } from "@hugginggpt/shared";

/** The most working tasks that are named. */
const NAMED = 12;

/**
 * Returns the answer to a request of which nothing can be done here: each reason and each advice once, and which tasks
 * work here now. A built-in tool does only a part of its task: `refused` tasks are named with its limits.
 */
export function refusal(
  reasons: Iterable<NoSelection>,
  works: readonly TaskId[],
  refused: ReadonlySet<TaskId>,
): Answer {
  const all = [...reasons];
  const sentences = (texts: readonly (string | null)[]): string[] => [
    ...new Set(texts.filter((text) => text !== null).map((text) => text.replace(/\.?$/, "."))),
  ];
  const more = works.length > NAMED ? ` and ${works.length - NAMED} more (\`registry tasks\`)` : "";
  const named = (task: TaskId): string => {
    const limits = refused.has(task) && BUILTIN_TOOLS.find((tool) => tool.task === task)?.limits;
    return limits ? `${task} (${limits})` : task;
  };
  const text = [
    "Nothing here can do this request.",
    ...sentences(all.map(({ none }) => none)).map((line) => `- ${line}`),
    ...sentences(all.map(({ next }) => next)),
    ...(works.length > 0
      ? [`What works here now: ${works.slice(0, NAMED).map(named).join(", ")}${more}.`]
      : []),
  ].join("\n");
  return { text: printable(text), writer: "template" };
}
