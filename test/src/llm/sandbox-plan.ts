import { planJson, planRequest } from "@hugginggpt/runtime";
import { type PlanJson, TASK_IDS, type UserFile } from "@hugginggpt/shared";
import { section } from "./prompt-section.js";

/**
 * Returns the plan that the product's own rules make of what a planner is asked, in HuggingGPT's notation: it stands for a
 * language model's. Files that the request needs and nobody gave are referred to, so that the product asks for them.
 * Empty where the rules see no task.
 */
export async function sandboxPlan(message: string): Promise<readonly PlanJson[]> {
  const request = section(message, "REQUEST") ?? message;
  const files = filesIn(section(message, "FILES") ?? "");
  const planned = await plan(request, files);
  if (planned.kind !== "refused" || !planned.lacking) return tasksOf(planned);
  const lacking = planned.lacking.map((type, i) => file(files.length + i + 1, `lacking.${type}`, type, ""));
  return tasksOf(await plan(request, [...files, ...lacking]));
}

type Planned = Awaited<ReturnType<typeof planRequest>>;

function plan(request: string, files: readonly UserFile[]): Promise<Planned> {
  const deps = { controller: null, emit: () => undefined };
  return planRequest({ request, files, offered: TASK_IDS }, deps);
}

/** Talk is no task for a language model, which answers it itself. */
function tasksOf(planned: Planned): readonly PlanJson[] {
  if (planned.kind !== "plan") return [];
  const isTalk = planned.plan.tasks.every(({ alias }) => alias === "conversational");
  return isTalk ? [] : planJson(planned.plan);
}

/** `<FILE>-1 "letter.txt", text, 123 bytes, begins "Dear"`, as our prompts describe a file. */
const FILE = /^<FILE>-(\d+) ("(?:[^"\\]|\\.)*"), ([\w-]+), \d+ bytes(?:, begins ("(?:[^"\\]|\\.)*"))?$/gm;

function filesIn(lines: string): UserFile[] {
  return [...lines.matchAll(FILE)].map(([, handle, name = '""', type = "text", text = '""']) =>
    file(Number(handle), JSON.parse(name), type, JSON.parse(text)),
  );
}

function file(handle: number, name: string, type: string, text: string): UserFile {
  // The cast: the product's prompt names the types of its own files.
  const known = type as UserFile["type"];
  return { handle, given: name, name, type: known, mediaType: "", bytes: Buffer.from(text || " ") };
}
