import type { ChatReply, ChatRequest, Controller } from "@hugginggpt/shared";
import OpenAI from "openai";
import type { RawAnswer } from "./chat-shapes.js";
import { type ControllerOrigin, controllerFault } from "./controller-fault.js";
import { type Feature, Features } from "./features.js";
import { judgeAnswer } from "./judge-answer.js";
import { readCompletion } from "./read-completion.js";
import { readStream } from "./read-stream.js";

export interface OpenAiControllerOptions extends ControllerOrigin {
  readonly model: string;
  /** Null for a server that wants none. */
  readonly apiKey: string | null;
  /** Has the deadline and the retries (see `libraryFetch`). */
  readonly fetch: typeof fetch;
}

/** Longer than any deadline of ours: the injected fetch has the deadline. */
const CLIENT_TIMEOUT_MS = 3_600_000;

/** A language model behind an OpenAI-compatible chat-completions server. */
export class OpenAiController implements Controller {
  readonly name: string;
  readonly #options: OpenAiControllerOptions;
  readonly #client: OpenAI;
  readonly #features = new Features();

  constructor(options: OpenAiControllerOptions) {
    this.name = options.name;
    this.#options = options;
    this.#client = new OpenAI({
      apiKey: options.apiKey ?? "none",
      baseURL: options.baseUrl,
      fetch: options.fetch,
      maxRetries: 0,
      timeout: CLIENT_TIMEOUT_MS,
      organization: null,
      project: null,
      webhookSecret: null,
      adminAPIKey: null,
      logLevel: "off",
    });
  }

  /**
   * Returns the model's answer. A server that refuses structured output, streaming, usage in streams or a token limit
   * is asked again without it, and not asked for it again.
   * @throws Fault as the port says, and by status for other refusals (see `controllerFault`); the signal's reason when
   * aborted.
   */
  async chat(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply> {
    for (;;) {
      const used = this.#usedBy(request);
      try {
        return judgeAnswer(this.name, await this.#ask(request, used, signal));
      } catch (error) {
        signal?.throwIfAborted();
        const fault = controllerFault(error, this.#options);
        if (!this.#features.noteRefusal(fault, used)) throw fault;
      }
    }
  }

  #usedBy(request: ChatRequest): Feature[] {
    const stream = request.onText !== undefined && this.#features.allows("stream");
    const wanted: Feature[] = [
      ...(request.schema ? (["schema"] as const) : []),
      ...(stream ? (["usage", "stream"] as const) : []),
      ...(request.maxTokens === undefined ? [] : (["limit"] as const)),
    ];
    return wanted.filter((feature) => this.#features.allows(feature));
  }

  async #ask(request: ChatRequest, used: readonly Feature[], signal?: AbortSignal): Promise<RawAnswer> {
    const { onText } = request;
    const body = requestBody(this.#options, request, used);
    const response = await this.#client.chat.completions.create(body, signal ? { signal } : {}).asResponse();
    const type = response.headers.get("content-type") ?? "";
    if (body.stream && onText && /event-stream|^$/.test(type))
      return readStream(response, onText, this.#client, signal);
    const answer = await readCompletion(response, `ask ${this.name}`);
    signal?.throwIfAborted();
    return answer;
  }
}

function requestBody(
  { model, baseUrl }: OpenAiControllerOptions,
  { messages, schema, maxTokens }: ChatRequest,
  used: readonly Feature[],
): OpenAI.ChatCompletionCreateParams {
  const limit = new URL(baseUrl).host === "api.openai.com" ? "max_completion_tokens" : "max_tokens";
  return {
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    ...(schema && used.includes("schema")
      ? { response_format: { type: "json_schema", json_schema: { ...schema, strict: true } } }
      : {}),
    ...(maxTokens !== undefined && used.includes("limit") ? { [limit]: maxTokens } : {}),
    ...(used.includes("stream") ? { stream: true } : {}),
    ...(used.includes("usage") ? { stream_options: { include_usage: true } } : {}),
  };
}
