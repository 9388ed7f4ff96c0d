import type { Answer, Outcome, PlanJson, RunStatus, ValidPlan } from "@hugginggpt/shared";
import type { PlanResult } from "../planner/plan-result.js";
import { answerDirectly } from "../responder/answer-directly.js";
import { respond } from "../responder/respond.js";
import type { RunDeps, RunInput } from "./run-input.js";
import type { TaskReport } from "./run-report.js";

/** The result of a request. */
export interface RunResult {
  readonly status: RunStatus;
  readonly answer: string;
  readonly tasks: readonly TaskReport[];
  /** The executed plan if it is not the first one. */
  readonly plan?: readonly PlanJson[];
}

/** Answers a request that needs no task. Without a language model, a request that no rule understood fails. */
export async function chatStage(
  input: RunInput,
  { answer: given, unread }: Extract<PlanResult, { kind: "chat" }>,
  deps: RunDeps,
): Promise<RunResult> {
  const status = deps.controller ? "done" : "failed";
  if (input.until !== "all" && deps.controller) return { status, answer: given ?? "", tasks: [] };
  if (deps.resume?.answer) return { status, answer: deps.resume.answer.text, tasks: [] };
  deps.emit({ type: "stage-started", stage: "response" });
  const { request, files, history = [], prompts } = input;
  const answer: Answer = given
    ? { text: given, writer: "controller" }
    : await answerDirectly(
        { request, files, history, prompts, unread },
        { controller: deps.controller, signal: deps.signal, onText: deps.onAnswerText },
      );
  if (given) deps.onAnswerText?.(given);
  deps.emit({ type: "answer-ready", answer });
  return { status, answer: answer.text, tasks: [] };
}

/** Returns the answer from the outcomes of a plan's tasks. */
export async function answerStage(
  { request, prompts }: RunInput,
  plan: ValidPlan,
  outcomes: ReadonlyMap<number, Outcome>,
  deps: RunDeps,
): Promise<Answer> {
  if (deps.resume?.answer) return deps.resume.answer;
  deps.emit({ type: "stage-started", stage: "response" });
  const written = await respond(
    { request: request || "Say what came of the given plan.", plan, outcomes, prompts },
    { controller: deps.controller, signal: deps.signal, onText: deps.onAnswerText },
  );
  const answer = withUndone(written, plan, outcomes, deps);
  deps.emit({ type: "answer-ready", answer });
  return answer;
}

/** Adds what a cap left undone to a controller's answer; the template names it already. */
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
