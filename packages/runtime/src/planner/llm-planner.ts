import {
  type ChatMessage,
  type Controller,
  describeError,
  type Emit,
  isFault,
  taskSpec,
} from "@hugginggpt/shared";
import { checkPlan } from "./check-plan.js";
import { parsePlan } from "./parse-plan.js";
import { planPrompt, repairPrompt } from "./plan-prompt.js";
import type { PlanInput, PlanResult } from "./plan-result.js";
import { planSchema } from "./plan-schema.js";

export interface LlmPlannerDeps {
  readonly controller: Controller;
  /** Told of every plan that was sent back. */
  readonly emit: Emit;
  readonly signal?: AbortSignal;
}

/** One call, and two more that carry the checker's message. */
const MAX_CALLS = 3;
const ECHO_CHARACTERS = 4_000;

/** What one reply came to: an end, or problems to send back with the words they are about. */
type Turn =
  | { readonly result: PlanResult }
  | { readonly problems: readonly string[]; readonly said: string | null; readonly isPlan: boolean };

/**
 * Returns the controller's plan, checked. A plan that fails the check is sent back with the reasons at most twice, then
 * refused. "No task" after a plan that was rejected is a refusal too: the request does need a task.
 * @throws Fault where the controller cannot be asked (credentials, network, limits); an empty answer, a refusal or a
 * cut one counts as a failed plan instead. The signal's reason when aborted.
 */
export async function planWithController(input: PlanInput, deps: LlmPlannerDeps): Promise<PlanResult> {
  const tasks = input.offered.map(taskSpec).filter((spec) => spec.outputs.length > 0);
  const schema = planSchema(tasks);
  const messages: ChatMessage[] = planPrompt(input.request, input.files, tasks, input.history);
  let rejected: readonly string[] = [];
  let problems: readonly string[] = [];
  for (let attempt = 1; attempt <= MAX_CALLS; attempt++) {
    const turn = await takeTurn(messages, schema, input, deps);
    if ("result" in turn) {
      return turn.result.kind === "chat" && rejected.length > 0 ? refused(rejected) : turn.result;
    }
    problems = turn.problems;
    if (turn.isPlan) rejected = problems;
    deps.emit({ type: "plan-rejected", attempt, problems });
    if (turn.said !== null) {
      messages.push({ role: "assistant", content: turn.said.slice(0, ECHO_CHARACTERS) });
      messages.push({ role: "user", content: repairPrompt(problems) });
    }
  }
  return refused(problems);
}

async function takeTurn(
  messages: readonly ChatMessage[],
  schema: ReturnType<typeof planSchema>,
  input: PlanInput,
  { controller, signal }: LlmPlannerDeps,
): Promise<Turn> {
  let text: string;
  try {
    ({ text } = await controller.chat({ messages: [...messages], schema }, signal));
  } catch (error) {
    if (!isFault(error, "CONTROLLER_FAILED")) throw error;
    return { problems: [describeError(error)], said: null, isPlan: false };
  }
  const parsed = parsePlan(text);
  if (parsed.kind === "no-task") return { result: { kind: "chat", answer: parsed.answer } };
  if (parsed.kind === "unreadable") {
    const problem = `No plan could be read: ${parsed.reason}. Write {"tasks":[...]}, or {"tasks":[]} where no task is needed.`;
    return { problems: [problem], said: text, isPlan: false };
  }
  const checked = checkPlan(parsed.plan, input);
  return checked.ok
    ? { result: { kind: "plan", plan: checked.plan, planner: "controller" } }
    : { problems: checked.problems, said: text, isPlan: true };
}

function refused(problems: readonly string[]): PlanResult {
  return {
    kind: "refused",
    reason: "The language model gave no plan that can run",
    problems,
    next: "Word the request differently, give the files it needs with --file, or choose another --controller.",
  };
}
