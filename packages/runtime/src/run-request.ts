import { type Answer, describeError, NO_CAPS, type PlanJson } from "@hugginggpt/shared";
import { RecordingController } from "./controllers/recording-controller.js";
import { planJson } from "./planner/plan-json.js";
import { RecordedController } from "./replay/recorded-controller.js";
import { answerDirectly } from "./responder/answer-directly.js";
import { BudgetedController } from "./run/budgeted-controller.js";
import { type LiveRun, type RunSetup, startRun } from "./run/live-run.js";
import { planStage } from "./run/plan-stage.js";
import { recordInput } from "./run/record-input.js";
import { onText, type RunDeps, type RunInput } from "./run/run-input.js";
import type { RunReport } from "./run/run-report.js";
import { Spending } from "./run/spending.js";
import { type Stages, workStage } from "./run/work-stage.js";
import { workStopsAt } from "./run/work-stops-at.js";
import { tracedRun } from "./telemetry/traced-run.js";

/**
 * Starts to work on a request and returns the run: loop over it for its events, await its `report` for what became of
 * the request: planned, models chosen, executed, answered. Failures of tasks are values in the report. The report
 * rejects, and the loop throws, with Fault PLAN_INVALID when no valid plan came out, CONTROLLER_FAILED and others when
 * planning could not be done, and the signal's reason when the run was cancelled before execution ended.
 */
export function runRequest(input: RunInput, setup: RunSetup): LiveRun {
  return startRun(input.run, setup, (deps) => performRun(input, deps));
}

/** Works on a request and returns what became of it; rejects as `runRequest` says. */
export function performRun(input: RunInput, deps: RunDeps): Promise<RunReport> {
  return tracedRun(input.run, deps, (traced) => perform(input, traced));
}

async function perform(input: RunInput, given: RunDeps): Promise<RunReport> {
  const { clock, signal, resume } = given;
  // Whatever is under way may still end; of a cancelled run nobody is told.
  const emit: RunDeps["emit"] = (event) => {
    if (!signal.aborted) given.emit(event);
  };
  const started = clock.now() - (resume?.activeMs ?? 0);
  const spending = spendingOf(input, started, { ...given, emit });
  const deps = { ...given, emit, spending };
  const controller = budgetedController(input, deps);
  const name = controller?.name ?? "offline";
  const end = () => ({ seconds: (clock.now() - started) / 1000, usage: spending.usage });
  begin(input, name, deps);
  try {
    const { plan, ...result } = await stages(input, { ...deps, controller });
    emit({ type: "run-ended", status: result.status, ...end() });
    await deps.flush?.();
    return { run: input.run, ...result, controller: name, plan, ...end() };
  } catch (error) {
    emit({ type: "run-ended", status: "failed", error: describeError(error), ...end() });
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

/** What the run has used, that of earlier processes included, and may still use. */
function spendingOf({ caps = NO_CAPS }: RunInput, started: number, deps: RunDeps): Spending {
  const { clock, emit, controllerPrice = null, resume } = deps;
  return new Spending({
    caps,
    clock,
    emit,
    stopsAt: caps.maxMs === null ? null : started + caps.maxMs,
    controllerPrice,
    before: resume?.usage,
  });
}

/** The controller as far as the caps allow, with what it is asked and says recorded, and nothing asked twice. */
function budgetedController(
  input: RunInput,
  deps: RunDeps & { readonly spending: Spending },
): RunDeps["controller"] {
  const { controller, clock, emit, flush, resume, spending } = deps;
  if (!controller) return null;
  const budgeted = new BudgetedController(controller, {
    meter: spending,
    clock,
    stopsAt: spending.stopsAt,
    choicesStopAt: workStopsAt(input, deps),
  });
  const recording = new RecordingController(budgeted, { emit, ...(flush ? { flush } : {}) });
  return resume ? new RecordedController(recording, resume.replies) : recording;
}

function begin(input: RunInput, controller: string, deps: RunDeps): void {
  const at = new Date(deps.clock.now()).toISOString();
  for (const message of deps.warnings ?? []) deps.emit({ type: "warning", message });
  if (deps.resume) {
    deps.emit({ type: "run-resumed", at });
    return;
  }
  const { run, request } = input;
  deps.emit({ type: "run-started", run, request, controller, at });
  deps.emit({ type: "input-recorded", input: recordInput(input, deps) });
}

/** Without a language model nobody answers a request that no rule understood: that is a failure, and said as one. */
async function chatStage(input: RunInput, given: string | null, deps: RunDeps): Promise<Stages> {
  if (input.until !== "all") return { status: "done", answer: given ?? "", tasks: [] };
  const status = deps.controller ? "done" : "failed";
  if (deps.resume?.answer) return { status, answer: deps.resume.answer.text, tasks: [] };
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
  return { status, answer: answer.text, tasks: [] };
}
