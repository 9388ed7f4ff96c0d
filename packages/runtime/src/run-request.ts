import { type Answer, describeError, NO_CAPS, type PlanJson } from "@hugginggpt/shared";
import { RecordingController } from "./controllers/recording-controller.js";
import { planJson } from "./planner/plan-json.js";
import { answerDirectly } from "./responder/answer-directly.js";
import { BudgetedController } from "./run/budgeted-controller.js";
import { journaledRun } from "./run/journaled-run.js";
import { type LiveRun, type RunSetup, startRun } from "./run/live-run.js";
import { goingOn } from "./run/past.js";
import { planStage } from "./run/plan-stage.js";
import { recordInput } from "./run/record-input.js";
import { onText, type RunDeps, type RunInput } from "./run/run-input.js";
import type { RunReport } from "./run/run-report.js";
import { Spending } from "./run/spending.js";
import { type Stages, workStage } from "./run/work-stage.js";
import { workStopsAt } from "./run/work-stops-at.js";
import { tracedRun } from "./telemetry/traced-run.js";

export type { LiveEvent, LiveRun, RunSetup } from "./run/live-run.js";
export type { PlanChange, Proposal, RunInput } from "./run/run-input.js";

/**
 * Starts to work on a request and returns the run: loop over it for its events, await its `report` for what became of
 * the request: planned, models chosen, executed, answered. Failures of tasks are values in the report. The report
 * rejects, and the loop throws, with Fault PLAN_INVALID when no valid plan came out, CONTROLLER_FAILED and others when
 * planning could not be done, and the signal's reason when the run was cancelled before execution ended.
 */
export function runRequest(input: RunInput, setup: RunSetup): LiveRun {
  const { run } = input;
  const { journal } = setup;
  const work = (deps: RunDeps): Promise<RunReport> =>
    tracedRun(run, deps, (traced) => perform(input, traced));
  return startRun(run, setup, (deps) => (journal ? journaledRun(journal, run, deps, work) : work(deps)));
}

async function perform(input: RunInput, given: RunDeps): Promise<RunReport> {
  const told = untilCancelled(given);
  const started = told.clock.now() - (goingOn(told)?.record.activeMs ?? 0);
  const spending = spendingOf(input, started, told);
  const deps = { ...told, spending, controller: recordedController(input, told, spending) };
  const controller = deps.controller?.name ?? "offline";
  const seconds = (): number => (deps.clock.now() - started) / 1000;
  begin(input, controller, deps);
  try {
    const { plan, ...result } = await stages(input, deps);
    const { status } = result;
    const { usage } = spending;
    deps.emit({ type: "run-ended", status, seconds: seconds(), usage });
    await deps.flush?.();
    return { run: input.run, ...result, controller, plan, usage, seconds: seconds() };
  } catch (error) {
    if (!deps.signal.aborted) {
      const { usage } = spending;
      const why = describeError(error);
      deps.emit({ type: "run-ended", status: "failed", seconds: seconds(), error: why, usage });
    }
    throw error;
  }
}

async function stages(
  input: RunInput,
  deps: RunDeps,
): Promise<Stages & { readonly plan: readonly PlanJson[] }> {
  const planned = await planStage(input, deps);
  if (planned.kind === "chat") return { plan: [], ...(await chatStage(input, planned.answer, deps)) };
  return { plan: planJson(planned.plan), ...(await workStage(input, planned, deps)) };
}

/** Nothing is told any more once the run is cancelled. */
function untilCancelled(deps: RunDeps): RunDeps {
  const { emit, signal } = deps;
  return {
    ...deps,
    emit: (event) => {
      if (!signal.aborted) emit(event);
    },
  };
}

/** What the run has used, that of earlier processes included, and may still use. A run that is told again uses nothing. */
function spendingOf({ caps = NO_CAPS }: RunInput, started: number, deps: RunDeps): Spending {
  const { clock, emit, controllerPrice = null, past } = deps;
  return new Spending({
    caps: past?.retell ? NO_CAPS : caps,
    clock,
    emit,
    stopsAt: caps.maxMs === null || past?.retell ? null : started + caps.maxMs,
    controllerPrice,
    before: goingOn(deps)?.record.usage,
  });
}

/**
 * The controller as far as the caps allow, with what it is asked and says written down, and what it has said before not
 * asked again.
 */
function recordedController(input: RunInput, deps: RunDeps, spending: Spending): RunDeps["controller"] {
  const { controller, clock, emit, flush, past } = deps;
  if (!controller) return null;
  const replies = past ? { replies: past.record.replies } : {};
  const budgeted = new BudgetedController(controller, {
    meter: spending,
    clock,
    stopsAt: spending.stopsAt,
    choicesStopAt: workStopsAt(input, { controller, spending }),
  });
  return new RecordingController(budgeted, { emit, ...(flush ? { flush } : {}), ...replies }, past?.retell);
}

function begin(input: RunInput, controller: string, deps: RunDeps): void {
  const at = new Date(deps.clock.now()).toISOString();
  if (goingOn(deps)) {
    deps.emit({ type: "run-resumed", at });
    return;
  }
  const from = deps.past?.record.from;
  const { run, request } = input;
  deps.emit({ type: "run-started", run, request, controller, at, ...(from ? { from } : {}) });
  deps.emit({ type: "input-recorded", input: recordInput(input, deps) });
}

/** Without a language model nobody answers a request that no rule understood: that is a failure, and said as one. */
async function chatStage(input: RunInput, given: string | null, deps: RunDeps): Promise<Stages> {
  if (input.until !== "all") return { status: "done", answer: given ?? "", tasks: [] };
  const known = goingOn(deps)?.record.answer;
  if (known) return { status: deps.controller ? "done" : "failed", answer: known.text, tasks: [] };
  deps.emit({ type: "stage-started", stage: "response" });
  const { request, files, history = [], prompts } = input;
  const answer: Answer = given
    ? { text: given, writer: "controller" }
    : await answerDirectly(
        { request, files, history, ...(prompts ? { prompts } : {}) },
        { controller: deps.controller, signal: deps.signal, ...onText(deps) },
      );
  if (given) deps.onAnswerText?.(given);
  deps.emit({ type: "answer-ready", answer });
  return { status: deps.controller ? "done" : "failed", answer: answer.text, tasks: [] };
}
