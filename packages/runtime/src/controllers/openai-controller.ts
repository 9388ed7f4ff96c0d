import type { ChatContent, ChatMessage, ChatReply, ChatRequest, Controller } from "@hugginggpt/shared";
import type OpenAI from "openai";
import type { RawAnswer } from "./chat-shapes.js";
import { ContextFit } from "./context-fit.js";
import { type ControllerOrigin, controllerFault } from "./controller-fault.js";
import { type Feature, Features } from "./features.js";
import { judgeAnswer } from "./judge-answer.js";
import { type ClientOptions, openAiClient } from "./openai-client.js";
import { readCompletion } from "./read-completion.js";
import { readStream } from "./read-stream.js";
import { seesPictures } from "./sees-pictures.js";

export interface OpenAiControllerOptions extends ControllerOrigin, ClientOptions {
  /** A deployment's name on Azure. */
  readonly model: string;
  /** Size of the model's context; null: whatever the server takes. */
  readonly contextTokens?: number | null;
  /** Whether the model takes pictures. Default: by its name (see `seesPictures`). */
  readonly sees?: boolean;
}

/** One form of a request. */
type Asked = Omit<ChatRequest, "schema" | "shorter"> & { readonly schema: ChatContent["schema"] | undefined };

/** A language model behind an OpenAI-compatible chat-completions server. */
export class OpenAiController implements Controller {
  readonly name: string;
  readonly sees: boolean;
  readonly #options: OpenAiControllerOptions;
  readonly #client: OpenAI;
  readonly #features = new Features();
  readonly #fit: ContextFit;

  constructor(options: OpenAiControllerOptions) {
    this.name = options.name;
    this.sees = options.sees ?? seesPictures(options.model);
    this.#options = options;
    this.#client = openAiClient(options);
    this.#fit = new ContextFit(options.contextTokens ?? null);
  }

  /**
   * Returns the model's answer. A server that refuses structured output, streaming, usage in streams or a token limit
   * is asked again without it, and not asked for it again; one whose context is too small is asked in fewer words
   * where the request has them (see `ChatRequest.shorter`).
   * @throws Fault as the port says, and by status for other refusals (see `controllerFault`); the signal's reason when
   * aborted.
   */
  async chat(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply> {
    for (;;) {
      const form = this.#fit.longestFitting(request);
      const asked = { ...request, messages: form.messages, schema: form.schema };
      const used = this.#usedBy(asked);
      try {
        return judgeAnswer(this.name, await this.#ask(asked, used, signal));
      } catch (error) {
        signal?.throwIfAborted();
        const fault = controllerFault(error, this.#options);
        const again =
          this.#fit.noteRefusal(fault, form, request, this.name) || this.#features.noteRefusal(fault, used);
        if (!again) throw fault;
      }
    }
  }

  #usedBy(request: Asked): Feature[] {
    const stream = request.onText !== undefined && this.#features.allows("stream");
    const wanted: Feature[] = [
      ...(request.schema ? (["schema"] as const) : []),
      ...(stream ? (["usage", "stream"] as const) : []),
      ...(request.maxTokens === undefined ? [] : (["limit"] as const)),
    ];
    return wanted.filter((feature) => this.#features.allows(feature));
  }

  async #ask(request: Asked, used: readonly Feature[], signal?: AbortSignal): Promise<RawAnswer> {
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
  { messages, schema, maxTokens }: Asked,
  used: readonly Feature[],
): OpenAI.ChatCompletionCreateParams {
  const limit = new URL(baseUrl).host === "api.openai.com" ? "max_completion_tokens" : "max_tokens";
  return {
    model,
    messages: messages.map(messageParam),
    ...(schema && used.includes("schema")
      ? { response_format: { type: "json_schema", json_schema: { strict: true, ...schema } } }
      : {}),
    ...(maxTokens !== undefined && used.includes("limit") ? { [limit]: maxTokens } : {}),
    ...(used.includes("stream") ? { stream: true } : {}),
    ...(used.includes("usage") ? { stream_options: { include_usage: true } } : {}),
  };
}

/** Pictures go with the words of a user's message, before them; others have none. */
function messageParam({ role, content, pictures = [] }: ChatMessage): OpenAI.ChatCompletionMessageParam {
  if (role !== "user" || pictures.length === 0) return { role, content };
  const parts = pictures.map((url) => ({ type: "image_url" as const, image_url: { url } }));
  return { role, content: [...parts, { type: "text", text: content }] };
}
