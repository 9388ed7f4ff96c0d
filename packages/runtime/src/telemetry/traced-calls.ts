import type {
  ChatReply,
  ChatRequest,
  Clock,
  Controller,
  Registry,
  SearchPage,
  SearchQuery,
} from "@hugginggpt/shared";
import { type Span, SpanKind } from "@opentelemetry/api";
import { ATTRIBUTE, OPERATION } from "./names.js";
import type { RunSpans } from "./run-spans.js";
import { startSpan, within } from "./spans.js";

/** The parents of the spans of calls. */
export interface CallSpans {
  readonly root: Span;
  readonly run: RunSpans;
  readonly clock: Pick<Clock, "now">;
}

/** Returns a controller's `chat` with a span for each call: under planning for a plan, under the run for the rest. */
export function tracedChat(controller: Controller, spans: CallSpans): Controller["chat"] {
  const { root, run } = spans;
  return (request, signal) => {
    const purpose = request.schema?.name ?? "answer";
    const parent = purpose === "plan" ? run.planning : root;
    const [kind = "", model = kind] = splitName(controller.name);
    const attributes = {
      [ATTRIBUTE.provider]: kind,
      [ATTRIBUTE.requestModel]: model,
      [ATTRIBUTE.purpose]: purpose,
    };
    const span = startSpan({ operation: OPERATION.chat, object: model }, parent, attributes, SpanKind.CLIENT);
    return within(span, async () => {
      const reply = await controller.chat(timed(request, span, spans.clock), signal);
      span.setAttributes(usageOf(reply));
      return reply;
    });
  };
}

/** Returns a registry's `search` with a span for each call. */
export function tracedSearch(registry: Registry, { root }: CallSpans): Registry["search"] {
  return (query, signal) => {
    const attributes = {
      [ATTRIBUTE.dataSource]: "registry",
      [ATTRIBUTE.k]: query.k,
      [ATTRIBUTE.filters]: filtersOf(query),
    };
    const span = startSpan({ operation: OPERATION.retrieval }, root, attributes);
    return within(span, async () => {
      const page = await registry.search(query, signal);
      span.setAttributes(foundIn(page));
      return page;
    });
  };
}

/** Records on the span when the first piece of a streamed answer arrives. */
function timed(request: ChatRequest, span: Span, clock: Pick<Clock, "now">): ChatRequest {
  const { onText } = request;
  if (!onText) return request;
  const started = clock.now();
  let isFirst = true;
  return {
    ...request,
    onText: (piece) => {
      if (isFirst) span.setAttribute(ATTRIBUTE.firstChunk, (clock.now() - started) / 1000);
      isFirst = false;
      onText(piece);
    },
  };
}

function usageOf({ promptTokens, completionTokens }: ChatReply) {
  return { [ATTRIBUTE.inputTokens]: promptTokens, [ATTRIBUTE.outputTokens]: completionTokens };
}

function foundIn({ candidates }: SearchPage) {
  const score = candidates[0]?.score;
  return {
    [ATTRIBUTE.candidates]: candidates.map(({ model }) => model.id),
    ...(score === undefined ? {} : { [ATTRIBUTE.topScore]: score }),
  };
}

/** Returns the names of the filters, and the task's. The words of the query are content, which no span holds. */
function filtersOf({ filters }: SearchQuery): string[] {
  return Object.keys(filters).map((name) => (name === "task" ? `task=${filters.task}` : name));
}

/** Splits `openai:gpt-5-mini` at its first colon. */
function splitName(name: string): string[] {
  const at = name.indexOf(":");
  return at < 0 ? [name] : [name.slice(0, at), name.slice(at + 1)];
}
