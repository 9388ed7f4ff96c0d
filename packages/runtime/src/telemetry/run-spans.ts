import type { Attempt, RunEvent } from "@hugginggpt/shared";
import { type Span, SpanKind } from "@opentelemetry/api";
import { ATTRIBUTE, OPERATION, SPAN_EVENT } from "./names.js";
import { fail, startSpan } from "./spans.js";

type EventOf<T extends RunEvent["type"]> = Extract<RunEvent, { readonly type: T }>;

/** The span of a task, and that of its running attempt. */
interface TaskSpans {
  readonly span: Span;
  attempt: Span | null;
  attempts: number;
}

/** Makes the spans of a run's plan, tasks and attempts from its events. */
export class RunSpans {
  readonly #root: Span;
  readonly #names = new Map<number, string>();
  readonly #tasks = new Map<number, TaskSpans>();
  #plan: Span | null = null;

  constructor(root: Span) {
    this.#root = root;
  }

  /** The parent of spans that belong to planning: the plan's span while it is open, else the run's. */
  get planning(): Span {
    return this.#plan ?? this.#root;
  }

  /** Takes the run's next event. */
  take(event: RunEvent): void {
    switch (event.type) {
      case "stage-started":
        if (event.stage === "planning") this.#plan = startSpan({ operation: OPERATION.plan }, this.#root);
        return;
      case "plan-rejected":
        this.planning.addEvent(SPAN_EVENT.planRejected, { [ATTRIBUTE.attempt]: event.attempt });
        return;
      case "plan-ready":
        for (const { id, task } of event.plan) this.#names.set(id, task);
        this.#endPlan();
        return;
      case "model-selected":
        this.#root.addEvent(SPAN_EVENT.modelSelected, choiceOf(event));
        return;
      case "task-started":
        this.#task(event.task);
        return;
      case "attempt-started":
        this.#startAttempt(event);
        return;
      case "attempt-failed":
        this.#failAttempt(event);
        return;
      case "job-submitted":
        this.#tasks.get(event.task)?.attempt?.addEvent(SPAN_EVENT.jobSubmitted);
        return;
      case "result-reused":
        this.#tasks.get(event.task)?.span.addEvent(SPAN_EVENT.resultReused);
        return;
      case "task-ended":
        this.#endTask(event);
        return;
      default:
        return;
    }
  }

  /** Ends the open spans, such as those of a cancelled run. `error`: see `fail`. */
  end(error: string | null): void {
    for (const { span, attempt } of this.#tasks.values()) {
      attempt?.end();
      span.end();
    }
    this.#tasks.clear();
    if (this.#plan && error) fail(this.#plan, error);
    this.#endPlan();
  }

  #endPlan(): void {
    this.#plan?.end();
    this.#plan = null;
  }

  #task(id: number): TaskSpans {
    const name = this.#names.get(id) ?? "task";
    const attributes = { [ATTRIBUTE.tool]: name, [ATTRIBUTE.taskId]: id };
    const span = startSpan({ operation: OPERATION.task, object: name }, this.#root, attributes);
    const spans: TaskSpans = { span, attempt: null, attempts: 0 };
    this.#tasks.set(id, spans);
    return spans;
  }

  #startAttempt({ task, model, endpoint }: EventOf<"attempt-started">): void {
    const spans = this.#tasks.get(task) ?? this.#task(task);
    spans.attempt?.end();
    spans.attempts++;
    const attributes = {
      [ATTRIBUTE.taskId]: task,
      [ATTRIBUTE.attempt]: spans.attempts,
      [ATTRIBUTE.requestModel]: model,
      ...placeOf(endpoint),
    };
    spans.attempt = startSpan({ operation: OPERATION.attempt }, spans.span, attributes, SpanKind.CLIENT);
  }

  #failAttempt({ task, fault }: EventOf<"attempt-failed">): void {
    const spans = this.#tasks.get(task);
    if (!spans?.attempt) return;
    fail(spans.attempt, fault?.code ?? "failed");
    spans.attempt.end();
    spans.attempt = null;
  }

  #endTask({ task, outcome }: EventOf<"task-ended">): void {
    const { span, attempt } = this.#tasks.get(task) ?? this.#task(task);
    this.#tasks.delete(task);
    attempt?.end();
    span.setAttribute(ATTRIBUTE.status, outcome.status);
    if (outcome.status === "succeeded") {
      const bytes = outcome.artifacts.reduce((sum, artifact) => sum + artifact.bytes, 0);
      span.setAttributes({ [ATTRIBUTE.requestModel]: outcome.model, [ATTRIBUTE.bytesOut]: bytes });
    } else fail(span, outcome.status);
    span.end();
  }
}

function choiceOf({ task, model, chooser }: EventOf<"model-selected">) {
  return {
    [ATTRIBUTE.taskId]: task,
    [ATTRIBUTE.choice]: model,
    ...(chooser ? { [ATTRIBUTE.choiceFallback]: chooser === "rank" } : {}),
  };
}

/** Names a custom endpoint by its kind alone: its address is private. */
function placeOf(endpoint: Attempt["endpoint"]) {
  const [kind = "", provider] = endpoint.startsWith("custom:") ? ["custom"] : endpoint.split(":", 2);
  return {
    [ATTRIBUTE.endpoint]: provider ? `${kind}:${provider}` : kind,
    ...(kind === "provider" && provider ? { [ATTRIBUTE.provider]: provider } : {}),
  };
}
