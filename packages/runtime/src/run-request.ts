import { describeError, type EndpointPrice, isFault, NO_CAPS, recordFault } from "@hugginggpt/shared";
import { priceOfController } from "./controllers/controller-price.js";
import { recordingController } from "./controllers/recording-controller.js";
import { planJson } from "./planner/plan-json.js";
import { recordedController } from "./replay/recorded-controller.js";
import { budgetedController } from "./run/budgeted-controller.js";
import { executionStage } from "./run/execution-stage.js";
import { type LiveRun, openRun, type RunSetup } from "./run/live-run.js";
import { planStage } from "./run/plan-stage.js";
import { chatStage } from "./run/response-stage.js";
import type { RunDeps, RunInput } from "./run/run-input.js";
import type { RunReport } from "./run/run-report.js";
import { selectionStage } from "./run/selection-stage.js";
import { Spending } from "./run/spending.js";
import { workStopsAt } from "./run/work-stops-at.js";
import { firstEvents } from "./sessions/record-input.js";
import { tracedRun } from "./telemetry/traced-run.js";

/**
 * Starts a request and returns the run: loop over it for its events, await its `report` for the result. Failed tasks
 * are values in the report. The report rejects, and the loop throws, with Fault PLAN_INVALID if there is no valid plan,
 * CONTROLLER_FAILED and others if planning was impossible, and the signal's reason if the run was cancelled before its
 * execution ended.
 */
export function runRequest(input: RunInput, setup: RunSetup): LiveRun {
  const { deps, follow } = openRun(input.run, setup);
  return follow(performRun(input, deps));
}

/** Performs a request inside a span and returns its report; rejects as `runRequest` says. */
export function performRun(input: RunInput, deps: RunDeps): Promise<RunReport> {
  return tracedRun(input.run, deps, async (given) => {
    const { clock, signal, resume } = given;
    // Running work may still end; of a cancelled run nothing is emitted.
    const emit: RunDeps["emit"] = (event) => {
      if (!signal.aborted) given.emit(event);
    };
    const started = clock.now() - (resume?.activeMs ?? 0);
    const controller = given.controller?.name ?? "offline";
    begin(input, { ...given, emit });
    const controllerPrice = await priceOf(given);
    const { caps = NO_CAPS } = input;
    const stopsAt = caps.maxMs === null ? null : started + caps.maxMs;
    const before = resume?.usage;
    const spending = new Spending({ caps, clock, emit, stopsAt, controllerPrice, before });
    const spent = { ...given, emit, controllerPrice, spending };
    const all: RunDeps = { ...spent, controller: controllerOf(input, spent) };
    const end = () => ({ usage: spending.usage, seconds: (clock.now() - started) / 1000 });
    try {
      const planned = await planStage(input, all);
      const chosen =
        planned.kind === "chat"
          ? await chatStage(input, planned, all)
          : await selectionStage(input, planned, all);
      const result = "pending" in chosen ? await executionStage(input, chosen, all) : chosen;
      emit({ type: "run-ended", status: result.status, ...end() });
      const plan = planned.kind === "chat" ? [] : planJson(planned.plan);
      return { run: input.run, controller, plan, ...result, ...end() };
    } catch (error) {
      const fault = isFault(error) ? { fault: recordFault(error) } : {};
      emit({ type: "run-ended", status: "failed", error: describeError(error), ...fault, ...end() });
      throw error;
    }
  });
}

/** Returns the given price of the controller, else the one that the registry knows. */
async function priceOf({ controller, controllerPrice, registry }: RunDeps): Promise<EndpointPrice | null> {
  return controllerPrice ?? (controller && priceOfController(controller.name, registry));
}

/** Returns the controller under the caps. It records questions and answers, and repeats recorded answers. */
function controllerOf(
  input: RunInput,
  deps: RunDeps & { readonly spending: Spending },
): RunDeps["controller"] {
  const { controller, clock, emit, flush, resume, spending } = deps;
  if (!controller) return null;
  const budgeted = budgetedController(controller, {
    meter: spending,
    clock,
    stopsAt: spending.stopsAt,
    choicesStopAt: workStopsAt(input, deps),
  });
  const recording = recordingController(budgeted, { emit, flush });
  return resume ? recordedController(recording, resume.replies) : recording;
}

function begin(input: RunInput, deps: RunDeps): void {
  const at = new Date(deps.clock.now()).toISOString();
  const moved = deps.resume?.moved;
  if (deps.resume) deps.emit({ type: "run-resumed", at, ...(moved ? { moved } : {}) });
  else for (const event of firstEvents(input, deps)) deps.emit(event);
  for (const message of deps.warnings ?? []) deps.emit({ type: "warning", message });
}
