import type { Answer, Outcome, PlanJson, RunStatus, ValidPlan } from "@hugginggpt/shared";
import { executePlan } from "../executor/execute-plan.js";
import { partOfPlan } from "../planner/check-plan.js";
import { planJson } from "../planner/plan-json.js";
import { respond } from "../responder/respond.js";
import { approvalLoop } from "./approval-loop.js";
import { statusOf, taskReports } from "./build-report.js";
import type { Choices } from "./choices.js";
import type { Planned } from "./plan-stage.js";
import { preflight } from "./preflight.js";
import { type ReadyPlan, settled } from "./ready-plan.js";
import { onText, type RunDeps, type RunInput } from "./run-input.js";
import type { TaskReport } from "./run-report.js";
import { workStopsAt } from "./work-stops-at.js";

/** What became of a request. */
export interface Stages {
  readonly status: RunStatus;
  readonly answer: string;
  readonly tasks: readonly TaskReport[];
  /** The plan that it was, where that is not the one that was made first. */
  readonly plan?: readonly PlanJson[];
}

const NOT_APPROVED = "Nothing was run: the plan was not approved.";

/** Returns what became of a plan: models chosen, approved, executed, answered; as far as the input wants. */
export async function workStage(
  input: RunInput,
  { plan, choices, missing, read }: Extract<Planned, { kind: "plan" }>,
  deps: RunDeps,
): Promise<Stages> {
  if (input.until === "plan") {
    const known = preflight(plan, missing);
    const reasons = [...known.missing.values()].map(({ none, next }) => [`${none}.`, next]);
    const messages = new Set(reasons.map((parts) => parts.filter(Boolean).join(" ")));
    for (const message of messages) deps.emit({ type: "warning", message });
    return { status: "done", answer: "", tasks: taskReports(plan, known.missing, new Map()) };
  }
  deps.emit({ type: "stage-started", stage: "selection" });
  const prepare = (one: ValidPlan): Promise<ReadyPlan> => prepared(input, one, choices, deps);
  const first = await prepare(plan);
  if (input.until === "all" && first.before.hopeless) return giveUp(input, first, choices, deps);
  if (input.until === "dry") {
    const made = await settled(first);
    deps.signal.throwIfAborted();
    return { status: "done", answer: "", tasks: taskReports(plan, made, new Map()) };
  }
  const approved = await approvalLoop(first, { read, prepare }, deps);
  if (!approved) {
    const tasks = taskReports(plan, await settled(first), new Map());
    return { status: "failed", answer: NOT_APPROVED, tasks };
  }
  if (approved.before.hopeless) return giveUp(input, approved, choices, deps);
  return execute(input, approved, deps);
}

/** The plan with what is known before it is executed; choices are being made for what is going to be. */
async function prepared(
  input: RunInput,
  plan: ValidPlan,
  choices: Choices,
  deps: RunDeps,
): Promise<ReadyPlan> {
  const finished = deps.resume?.outcomes ?? new Map<number, Outcome>();
  const none = [...(await choices.without(plan))].filter(([id]) => !finished.has(id));
  const before = preflight(plan, new Map(none));
  await choices.reportUnfit(plan);
  deps.signal.throwIfAborted();
  const hopeless = input.until === "all" && before.hopeless;
  const idle = [...before.outcomes].filter(([id]) => hopeless || !before.missing.has(id));
  const isIdle = new Set(idle.map(([id]) => id));
  await choices.reportFound(plan, (id) => isIdle.has(id) && !finished.has(id));
  deps.signal.throwIfAborted();
  if (hopeless) return { plan, before, pending: new Map() };
  return { plan, before, pending: choices.settle(plan, new Map([...idle, ...finished])) };
}

/** Executes what is worth it, after reporting the outcomes that the rest has already, and answers. */
async function execute(input: RunInput, ready: ReadyPlan, deps: RunDeps): Promise<Stages> {
  const { plan, pending, before } = ready;
  const { resume, records, cooldown, flush, schedule, meter = deps.spending } = deps;
  deps.emit({ type: "stage-started", stage: "execution" });
  const known = new Map([...before.outcomes].filter(([id]) => !resume?.outcomes.has(id)));
  for (const [task, outcome] of known) deps.emit({ type: "task-ended", task, outcome });
  const executed = await executePlan(
    partOfPlan(plan, (id) => !known.has(id)),
    {
      choose: async (task) => (await pending.get(task.id)) ?? { none: "no choice was made", next: null },
      backends: deps.backends,
      artifacts: deps.artifacts,
      files: input.files,
      clock: deps.clock,
      emit: deps.emit,
      signal: deps.signal,
      limits: input.limits,
      stopsAt: workStopsAt(input, deps),
      ...(records ? { records } : {}),
      ...(cooldown ? { cooldown } : {}),
      ...(flush ? { flush } : {}),
      ...(meter ? { meter } : {}),
      ...(schedule ? { schedule } : {}),
      ...(resume ? { recorded: resume.outcomes, submitted: resume.submitted } : {}),
    },
  );
  const outcomes = new Map([...known, ...executed]);
  const made = await settled(ready);
  deps.signal.throwIfAborted();
  const answer = await answerStage(input, plan, outcomes, deps);
  return {
    status: statusOf(outcomes.values()),
    answer: answer.text,
    tasks: taskReports(plan, made, outcomes),
    plan: planJson(plan),
  };
}

/** Nothing that was asked for can be had: nothing is executed, no language model is asked, and the reasons are the answer. */
async function giveUp(
  input: RunInput,
  { plan, before }: ReadyPlan,
  choices: Choices,
  deps: RunDeps,
): Promise<Stages> {
  choices.drop();
  deps.emit({ type: "warning", message: "What was asked for cannot be had here, so nothing is run." });
  for (const [task, outcome] of before.outcomes) deps.emit({ type: "task-ended", task, outcome });
  const answer = await answerStage(input, plan, before.outcomes, { ...deps, controller: null });
  return {
    status: "failed",
    answer: answer.text,
    tasks: taskReports(plan, before.missing, before.outcomes),
    plan: planJson(plan),
  };
}

async function answerStage(
  { request, prompts }: RunInput,
  plan: ValidPlan,
  outcomes: ReadonlyMap<number, Outcome>,
  deps: RunDeps,
): Promise<Answer> {
  if (deps.resume?.answer) return deps.resume.answer;
  deps.emit({ type: "stage-started", stage: "response" });
  const written = await respond(
    {
      request: request || "Say what came of the given plan.",
      plan,
      outcomes,
      ...(prompts ? { prompts } : {}),
    },
    { controller: deps.controller, signal: deps.signal, ...onText(deps) },
  );
  const answer = withUndone(written, plan, outcomes, deps);
  deps.emit({ type: "answer-ready", answer });
  return answer;
}

/** Whoever writes the answer, it names what a cap left undone; the template does so by itself. */
function withUndone(
  answer: Answer,
  { tasks }: ValidPlan,
  outcomes: ReadonlyMap<number, Outcome>,
  deps: RunDeps,
): Answer {
  const undone = tasks.flatMap(({ id, task }) => {
    const outcome = outcomes.get(id);
    return outcome?.status === "skipped" ? [`${task} [${id}]: ${outcome.reason}`] : [];
  });
  if (answer.writer === "template" || undone.length === 0) return answer;
  const more = `\n\nNot done:\n${undone.map((line) => `- ${line}`).join("\n")}`;
  deps.onAnswerText?.(more);
  return { ...answer, text: answer.text + more };
}
