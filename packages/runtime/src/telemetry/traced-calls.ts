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
import { ATTRIBUTE, OPERATION, SPAN } from "./names.js";
import type { RunSpans } from "./run-spans.js";
import type { SpanTree } from "./span-tree.js";

/** Where the spans of calls belong. */
export interface CallSpans {
  readonly tree: SpanTree;
  readonly root: Span;
  readonly run: RunSpans;
  readonly clock: Pick<Clock, "now">;
}

/** Returns a controller's `chat` with a span for each call: under planning for a plan, under the run for the rest. */
export function tracedChat(controller: Controller, spans: CallSpans): Controller["chat"] {
  const { tree, root, run } = spans;
  return (request, signal) => {
    const purpose = request.schema?.name ?? "answer";
    const parent = purpose === "plan" ? run.planning : root;
    const [kind = "", model = kind] = splitName(controller.name);
    const attributes = {
      [ATTRIBUTE.operation]: OPERATION.chat,
      [ATTRIBUTE.provider]: kind,
      [ATTRIBUTE.requestModel]: model,
      [ATTRIBUTE.purpose]: purpose,
    };
    const span = tree.start(SPAN.chat(model), parent, attributes, SpanKind.CLIENT);
    return tree.within(span, async () => {
      const reply = await controller.chat(timed(request, span, spans.clock), signal);
      span.setAttributes(usageOf(reply));
      return reply;
    });
  };
}

/** Returns a registry's `search` with a span for each call. */
export function tracedSearch(registry: Registry, { tree, root }: CallSpans): Registry["search"] {
  return (query, signal) => {
    const attributes = {
      [ATTRIBUTE.operation]: OPERATION.retrieval,
      [ATTRIBUTE.dataSource]: "registry",
      [ATTRIBUTE.k]: query.k,
      [ATTRIBUTE.filters]: filtersOf(query),
    };
    const span = tree.start(SPAN.retrieval, root, attributes);
    return tree.within(span, async () => {
      const page = await registry.search(query, signal);
      span.setAttributes(foundIn(page));
      return page;
    });
  };
}

/** Notes on the span when the first piece of a streamed answer came. */
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

/** Which filters are set, and the task; the words of the query are content. */
function filtersOf({ filters }: SearchQuery): string[] {
  return Object.keys(filters).map((name) => (name === "task" ? `task=${filters.task}` : name));
}

/** `openai:gpt-5-mini` in two; a model's own colons stay. */
function splitName(name: string): string[] {
  const at = name.indexOf(":");
  return at < 0 ? [name] : [name.slice(0, at), name.slice(at + 1)];
}
