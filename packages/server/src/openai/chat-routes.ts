import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { absoluteOf } from "../answers/absolute.js";
import { eventStream } from "../answers/event-stream.js";
import { lateJson } from "../answers/late-json.js";
import { onDisconnect } from "../answers/on-disconnect.js";
import { lateErrorBody } from "../answers/refusal.js";
import { repeatKey } from "../answers/repeat-key.js";
import { watchRun } from "../desk/watch-run.js";
import type { GuardedEnv } from "../guard/access.js";
import type { ServerParts } from "../server-parts.js";
import { completionUsage, fileLinks } from "./answer-text.js";
import { chatRequestSchema, type OpenAiChatRequest } from "./chat-schema.js";
import { chatTexts } from "./chat-stream.js";
import { CompletionChunks, type CompletionHead, completion } from "./completion-chunks.js";
import { readMessages } from "./read-messages.js";
import { requestFiles } from "./request-files.js";
import { policyOf, servedModels } from "./served-models.js";
import { sideAnswer } from "./side-answer.js";
import { isSideQuestion } from "./side-question.js";

const chat = createRoute({
  method: "post",
  path: "/v1/chat/completions",
  summary: "A request as OpenAI's chat completion",
  request: { body: { required: true, content: { "application/json": { schema: chatRequestSchema } } } },
  responses: { 200: { description: "The answer, whole or as a stream of chunks" } },
});

/** Adds OpenAI's chat route: the user's last message is a request, and the answer with its files is the completion. */
export function addChatRoutes(app: OpenAPIHono<GuardedEnv>, parts: ServerParts): void {
  const { desk, clock, leaving } = parts;
  const started = Math.floor(clock.now() / 1000);
  app.get("/v1/models", (context) => context.json(servedModels(started)));
  app.get("/v1/models/:model", (context) => {
    const wanted = context.req.param("model");
    policyOf(wanted);
    return context.json(servedModels(started).data.find(({ id }) => id === wanted.split(":")[0]) ?? null);
  });
  app.openapi(chat, async (context) => {
    const body = context.req.valid("json");
    const { signal } = context.req.raw;
    const created = Math.floor(clock.now() / 1000);
    if (isSideQuestion(body)) return aside(body, created, parts, signal);
    const policy = policyOf(body.model);
    const asked = readMessages(body.messages);
    const files = await requestFiles(asked, parts, signal);
    const wanted = { request: asked.request, history: asked.history, files, ...policy };
    const key = repeatKey(context, await context.req.text());
    const { run } = await desk.accept(wanted, context.get("caller"), { key });
    const head = { id: `chatcmpl-${run}`, created, model: body.model };
    const leave = leaving.follow(run);
    const absolute = absoluteOf(parts.publicUrl, context.req.url);
    return body.stream
      ? streamed(run, { head, body, leave, absolute }, parts)
      : await whole(run, { head, leave, absolute, signal }, parts);
  });
}

interface Reply {
  readonly head: CompletionHead;
  /** Records that this connection no longer follows the run. */
  readonly leave: () => void;
  readonly absolute: (path: string) => string;
}

function streamed(
  run: string,
  reply: Reply & { readonly body: OpenAiChatRequest },
  parts: ServerParts,
): Response {
  const { desk, clock, links } = parts;
  const { head, body, leave, absolute } = reply;
  const report = desk.report(run);
  if (!report) throw new Error("Internal error: a run was taken and is not known");
  const chunks = new CompletionChunks(head);
  const items = (gone: AbortSignal): AsyncIterable<string> =>
    chatTexts(
      {
        events: watchRun(run, 0, gone, parts),
        report,
        chunks,
        tellsProgress: body.reasoning_effort !== "none",
        filesOf: (done) => fileLinks(done, links, absolute),
        usageOf: body.stream_options?.include_usage ? ({ usage }) => completionUsage(usage) : null,
      },
      gone,
    );
  return eventStream({ items, textOf: String, clock, onEnd: leave }, { "X-Run-Id": run });
}

async function whole(
  run: string,
  { head, leave, absolute, signal }: Reply & { readonly signal: AbortSignal },
  { desk, links, clock }: ServerParts,
): Promise<Response> {
  onDisconnect(signal, leave);
  const made = async (): Promise<object> => {
    const done = await desk.report(run)?.finally(leave);
    if (!done) throw new Error("Internal error: a run was taken and is not known");
    return completion(head, `${done.answer}${fileLinks(done, links, absolute)}`, completionUsage(done.usage));
  };
  return lateJson(made(), lateErrorBody, clock, { "X-Run-Id": run });
}

/** Answers what front ends ask about a conversation. */
async function aside(
  body: OpenAiChatRequest,
  created: number,
  { controller, clock }: ServerParts,
  signal: AbortSignal,
): Promise<Response> {
  const { text, usage } = await sideAnswer(body, controller, signal);
  const head = { id: `chatcmpl-aside-${clock.now()}`, created, model: body.model };
  if (!body.stream) return Response.json(completion(head, text, usage));
  const chunks = new CompletionChunks(head);
  async function* items(): AsyncGenerator<string, void, void> {
    yield `${chunks.begin()}${chunks.content(text)}`;
    yield chunks.end(body.stream_options?.include_usage ? usage : null);
  }
  return eventStream({ items, textOf: String, clock });
}
