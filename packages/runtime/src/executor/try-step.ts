import {
  type Attempt,
  describeError,
  Fault,
  isFault,
  oneLine,
  type ResolvedArgs,
  type TaskOutput,
  type ValidTask,
} from "@hugginggpt/shared";
import { cleanOutput } from "./clean-output.js";
import { deadline } from "./deadline.js";
import { type Execution, report } from "./execution.js";
import type { Step } from "./fallback-chain.js";
import { attemptMs } from "./limits.js";
import { outputProblem } from "./output-problem.js";

/** How an attempt ended: with an output, or with what was thrown. */
export interface AttemptResult {
  readonly attempt: Attempt;
  readonly output: TaskOutput | null;
  readonly fault: unknown;
}

/**
 * Tries one step and returns how it ended; never throws. The attempt's time is the task's limit or what is left of the
 * run's, whichever is shorter. Refused credentials rest the endpoint's kind for the run.
 */
export async function tryStep(
  task: ValidTask,
  args: ResolvedArgs,
  step: Step,
  execution: Execution,
): Promise<AttemptResult> {
  const { clock } = execution.deps;
  const place = { model: step.model, endpoint: step.name };
  report(execution, { type: "attempt-started", task: task.id, ...place });
  const started = clock.now();
  try {
    const output = await attempt(task, args, step, execution);
    const ms = clock.now() - started;
    return { attempt: { ...place, ok: true, error: null, ms }, output, fault: null };
  } catch (fault) {
    const error = oneLine(
      isFault(fault) ? describeError(fault) : `Internal error: ${describeError(fault)}`,
      500,
    );
    report(execution, { type: "attempt-failed", task: task.id, ...place, error });
    if (isFault(fault, "CREDENTIALS_REJECTED")) execution.refused.set(step.backend.kind, error);
    return { attempt: { ...place, ok: false, error, ms: clock.now() - started }, output: null, fault };
  }
}

async function attempt(
  task: ValidTask,
  args: ResolvedArgs,
  step: Step,
  execution: Execution,
): Promise<TaskOutput> {
  const { clock, limits, signal } = execution.deps;
  const ms = Math.min(attemptMs(task.task, limits), execution.endsAt - clock.now());
  const job = { task: task.task, model: step.model, endpoint: step.endpoint, args };
  const raw = await deadline({ clock, ms, signal, what: step.model }, (limited) =>
    step.backend.run(job, limited),
  );
  const output = cleanOutput(raw);
  const problem = outputProblem(task.task, output);
  if (problem) throw new Fault("BAD_RESPONSE", `${step.model} ${problem}`, { wanted: task.task });
  return output;
}
