/**
 * The names of spans, attributes and span events: those of OpenTelemetry's conventions for generative AI
 * (open-telemetry/semantic-conventions-genai, May 2026, all in development), and our own under `hg.`. Values are only
 * ids, counts, and names of tasks, models and providers: never what a user, a model or a card said.
 */
/** The first word of a span's name. */
export const OPERATION = {
  workflow: "invoke_workflow",
  plan: "plan",
  retrieval: "retrieval",
  chat: "chat",
  task: "execute_tool",
  /** Our own: the conventions have none. */
  attempt: "attempt",
} as const;

export const ATTRIBUTE = {
  operation: "gen_ai.operation.name",
  workflow: "gen_ai.workflow.name",
  provider: "gen_ai.provider.name",
  requestModel: "gen_ai.request.model",
  inputTokens: "gen_ai.usage.input_tokens",
  outputTokens: "gen_ai.usage.output_tokens",
  /** Seconds. */
  firstChunk: "gen_ai.response.time_to_first_chunk",
  tool: "gen_ai.tool.name",
  dataSource: "gen_ai.data_source.id",
  errorType: "error.type",
  run: "hg.run.id",
  status: "hg.status",
  /** `plan`, `choice` or `answer`: what a chat is for. */
  purpose: "hg.chat.purpose",
  taskId: "hg.task.id",
  attempt: "hg.attempt",
  endpoint: "hg.endpoint",
  bytesOut: "hg.bytes.out",
  k: "hg.retrieval.k",
  filters: "hg.retrieval.filters",
  candidates: "hg.candidates",
  topScore: "hg.retrieval.top_score",
  choice: "hg.choice",
  choiceFallback: "hg.choice.fallback",
} as const;

export const SPAN_EVENT = {
  planRejected: "hg.plan_rejected",
  modelSelected: "hg.model_selected",
  jobSubmitted: "hg.job_submitted",
  resultReused: "hg.result_reused",
} as const;

/** The name of the instrumentation scope. */
export const SCOPE = "@hugginggpt/runtime";
/** `gen_ai.workflow.name`, the same for all runs, so that they can be grouped. */
export const WORKFLOW = "hugginggpt";
