import {
  type ChatMessage,
  type ChatRequest,
  type Controller,
  DEFAULT_PROMPTS,
  describeError,
  type Emit,
  isFault,
  taskSpec,
  type ValidTask,
  type ValueType,
} from "@hugginggpt/shared";
import { checkPlan } from "./check-plan.js";
import { lackingFiles } from "./lacking-files.js";
import { type PlanQuestion, planPrompt, repairPrompt, shorterPlanPrompts } from "./plan-prompt.js";
import type { PlanInput, PlanResult } from "./plan-result.js";
import { planSchema } from "./plan-schema.js";
import { parsePlan } from "./reading/parse-plan.js";
import { readPlanValue } from "./reading/read-plan-value.js";
import { TaskStream } from "./reading/task-stream.js";
import { withDubbing } from "./with-dubbing.js";

export interface LlmPlannerDeps {
  readonly controller: Controller;
  /** Called for every rejected plan. */
  readonly emit: Emit;
  readonly signal?: AbortSignal;
  /**
   * Called while a plan is arriving, with the tasks that are complete so far, if they form a valid plan. The call is
   * then streamed. The final plan may differ.
   */
  readonly onTasks?: (tasks: readonly ValidTask[]) => void;
}

/** The first call, and two repairs. */
const MAX_CALLS = 3;
const ECHO_CHARACTERS = 4_000;

/** The outcome of one call: a result, or problems to send back with the reply that has them. */
type Turn =
  | { readonly result: PlanResult }
  | {
      readonly problems: readonly string[];
      readonly said: string | null;
      readonly isPlan: boolean;
      readonly lacking: readonly ValueType[];
    };

/**
 * Returns the controller's plan, checked. An invalid plan is sent back with its problems at most twice, then refused.
 * "No task" after a rejected plan is refused too, because the request does need a task. A plan that only lacks files is
 * sent back once: no language model can fix that.
 * @throws Fault if the controller cannot be asked (credentials, network, limits); an empty, refused or truncated answer
 * counts as an invalid plan instead. The signal's reason when aborted.
 */
export async function planWithController(input: PlanInput, deps: LlmPlannerDeps): Promise<PlanResult> {
  const plannable = input.offered.map(taskSpec).filter((spec) => spec.outputs.length > 0);
  const runnable = new Set(input.runnable ?? input.offered);
  const { request, files, history = [], prompts = DEFAULT_PROMPTS } = input;
  const question: PlanQuestion = {
    request,
    files,
    history,
    prompts,
    tasks: plannable.filter(({ id }) => runnable.has(id)),
  };
  const schema = planSchema();
  const repairs: ChatMessage[] = [];
  let rejected: readonly string[] = [];
  let problems: readonly string[] = [];
  let lacking: readonly ValueType[] = [];
  for (let attempt = 1; attempt <= MAX_CALLS; attempt++) {
    const asked: ChatRequest = {
      messages: [...planPrompt(question), ...repairs],
      schema,
      shorter: () => shorterPlanPrompts(question, repairs, schema),
      ...recognising(input, deps),
    };
    const turn = await takeTurn(asked, input, deps);
    if ("result" in turn) {
      return turn.result.kind === "chat" && rejected.length > 0 ? refused(rejected, lacking) : turn.result;
    }
    problems = turn.problems;
    if (turn.isPlan) rejected = problems;
    deps.emit({ type: "plan-rejected", attempt, problems });
    if (lacking.length > 0 && turn.lacking.length > 0) return lackingFiles(turn.lacking, problems);
    if (turn.isPlan) lacking = turn.lacking;
    if (turn.said !== null) {
      repairs.push({ role: "assistant", content: turn.said.slice(0, ECHO_CHARACTERS) });
      repairs.push({ role: "user", content: repairPrompt(problems) });
    }
  }
  return refused(problems, lacking);
}

async function takeTurn(
  asked: ChatRequest,
  input: PlanInput,
  { controller, signal }: LlmPlannerDeps,
): Promise<Turn> {
  let text: string;
  try {
    ({ text } = await controller.chat(asked, signal));
  } catch (error) {
    if (!isFault(error, "CONTROLLER_FAILED")) throw error;
    return { problems: [describeError(error)], said: null, isPlan: false, lacking: [] };
  }
  const parsed = parsePlan(text);
  if (parsed.kind === "no-task") return { result: { kind: "chat", answer: parsed.answer } };
  if (parsed.kind === "unreadable") {
    const problem = `No plan could be read: ${parsed.reason}. Write {"tasks":[...]}, or {"tasks":[]} where no task is needed.`;
    return { problems: [problem], said: text, isPlan: false, lacking: [] };
  }
  const checked = checkPlan(withDubbing(parsed.plan, input), input);
  return checked.ok
    ? { result: { kind: "plan", plan: checked.plan } }
    : { problems: checked.problems, said: text, isPlan: true, lacking: checked.lacking };
}

/** Passes tasks on while they arrive, as soon as they form a valid plan. */
function recognising(input: PlanInput, { onTasks }: LlmPlannerDeps): Pick<ChatRequest, "onText"> {
  if (!onTasks) return {};
  const written: unknown[] = [];
  const stream = new TaskStream((task) => {
    written.push(task);
    const reading = readPlanValue(written);
    const checked = reading.kind === "plan" ? checkPlan(reading.plan, input) : null;
    if (checked?.ok) onTasks(checked.plan.tasks);
  });
  return { onText: (piece) => stream.push(piece) };
}

function refused(problems: readonly string[], lacking: readonly ValueType[]): PlanResult {
  if (lacking.length > 0) return lackingFiles(lacking, problems);
  return {
    kind: "refused",
    reason: "The language model made no plan that can run",
    problems,
    next: "Rephrase the request, give the files it needs with --file, or choose another --controller.",
  };
}
