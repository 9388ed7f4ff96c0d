import type { Answer } from "@hugginggpt/shared";
import { planJson } from "./planner/plan-json.js";
import { answerDirectly } from "./responder/answer-directly.js";
import { planStage } from "./run/plan-stage.js";
import { onText, type RunDeps, type RunInput } from "./run/run-input.js";
import type { RunReport } from "./run/run-report.js";
import { type Stages, workStage } from "./run/work-stage.js";

export type { Proposal, RunDeps, RunInput } from "./run/run-input.js";

/**
 * Returns what became of a request: planned, models chosen, executed, answered.
 * Failures of tasks are values in the report.
 * @throws Fault PLAN_INVALID when no valid plan came out, CONTROLLER_FAILED and others when planning could not be done;
 * the signal's reason when aborted before execution ended.
 */
export async function runRequest(input: RunInput, deps: RunDeps): Promise<RunReport> {
  const started = deps.clock.now();
  const controller = deps.controller?.name ?? "offline";
  deps.emit({
    type: "run-started",
    run: input.run,
    request: input.request,
    controller,
    at: new Date(started).toISOString(),
  });
  const planned = await planStage(input, deps);
  const result =
    planned.kind === "chat"
      ? await chatStage(input, planned.answer, deps)
      : await workStage(input, planned.plan, planned.choices, deps);
  const seconds = (deps.clock.now() - started) / 1000;
  deps.emit({ type: "run-ended", status: result.status, seconds });
  return {
    run: input.run,
    status: result.status,
    answer: result.answer,
    controller,
    plan: planned.kind === "chat" ? [] : planJson(planned.plan),
    tasks: result.tasks,
    usage: deps.controller?.usage ?? { llmCalls: 0, promptTokens: 0, completionTokens: 0 },
    seconds,
  };
}

/** Without a language model nobody answers a request that no rule understood: that is a failure, and said as one. */
async function chatStage(input: RunInput, given: string | null, deps: RunDeps): Promise<Stages> {
  if (input.until !== "all") return { status: "done", answer: given ?? "", tasks: [] };
  deps.emit({ type: "stage-started", stage: "response" });
  const { request, files, history = [] } = input;
  const answer: Answer = given
    ? { text: given, writer: "controller" }
    : await answerDirectly(
        { request, files, history },
        { controller: deps.controller, signal: deps.signal, ...onText(deps) },
      );
  if (given) deps.onAnswerText?.(given);
  deps.emit({ type: "answer-ready", answer });
  return { status: deps.controller ? "done" : "failed", answer: answer.text, tasks: [] };
}
