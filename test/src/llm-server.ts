import { type ChatCall, parseChatCall } from "./llm/chat-call.js";
import { apiError, completionReply, type ScriptedReply } from "./llm/chat-completion.js";
import { answerEmbeddings } from "./llm/embeddings.js";
import { type LoopbackRequest, tokenOf } from "./loopback/loopback-request.js";
import { type LoopbackOptions, type LoopbackServer, startLoopback } from "./loopback/loopback-server.js";
import { json, type Reply } from "./loopback/reply.js";

/** Chat completions, as OpenAI's servers and the compatible ones have them, and as Azure has them. */
const CHAT = /^\/v1\/chat\/completions$|^\/openai\/deployments\/[\w.-]+\/chat\/completions$/;

/** Answers a call; undefined where it has no answer for it. */
export type ChatScript = (call: ChatCall) => ScriptedReply | undefined | Promise<ScriptedReply | undefined>;

export interface LlmOptions extends LoopbackOptions {
  /** Asked when the queue is empty. Default: no call is answered. */
  readonly reply?: ChatScript;
  /** What `GET /v1/models` lists. Default `["simulated-model"]`. */
  readonly models?: readonly string[];
  /** The only key that is accepted. Default: any, and none. */
  readonly apiKey?: string;
  /** Refuse every call with `response_format` by 400, as servers without structured output do. Default false. */
  readonly refuseResponseFormat?: boolean;
  /** Answer whole even where a stream was asked for. Default false. */
  readonly ignoreStream?: boolean;
}

/** A simulated server with OpenAI's interface. */
export interface LlmServer extends LoopbackServer {
  /** `<url>/v1`, the value for `OPENAI_BASE_URL`. */
  readonly baseUrl: string;
  /** The chat completions that were asked for, oldest first, refused ones included. */
  readonly calls: readonly ChatCall[];
  /** Adds replies to the queue; each answers one call, in order. */
  script(...replies: readonly ScriptedReply[]): void;
  /** Returns how many scripted replies nobody has fetched. */
  pending(): number;
}

/**
 * Starts a simulated server: chat completions (whole and streamed), models, embeddings. A call that nothing was
 * scripted for is refused by 500 with a message that says so.
 */
export async function startLlm(options: LlmOptions = {}): Promise<LlmServer> {
  const queue: ScriptedReply[] = [];
  const calls: ChatCall[] = [];
  const chat = async (request: LoopbackRequest): Promise<Reply> => {
    const call = parseChatCall(request);
    if (!call) return apiError(400, "'model' and 'messages' are required", null, "messages");
    calls.push(call);
    if (options.refuseResponseFormat && call.body.response_format !== undefined) {
      return apiError(
        400,
        "'response_format' is not supported by this model",
        "unsupported_parameter",
        "response_format",
      );
    }
    const reply = queue.shift() ?? (await options.reply?.(call));
    if (reply === undefined) return apiError(500, unscripted(call, calls.length), "unscripted_call");
    return completionReply(options.ignoreStream ? { ...call, stream: false } : call, reply);
  };
  const server = await startLoopback((request) => {
    if (options.apiKey !== undefined && tokenOf(request) !== options.apiKey) {
      return apiError(401, "Incorrect API key provided", "invalid_api_key");
    }
    if (request.method === "POST" && CHAT.test(request.path)) return chat(request);
    if (request.method === "POST" && request.path === "/v1/embeddings") return answerEmbeddings(request);
    if (request.method === "GET" && request.path === "/v1/models")
      return modelList(options.models ?? ["simulated-model"]);
    return apiError(404, `Unknown request ${request.method} ${request.path}`, null);
  }, options);
  return Object.assign(server, {
    baseUrl: `${server.url}/v1`,
    calls,
    script: (...replies: readonly ScriptedReply[]) => {
      queue.push(...replies);
    },
    pending: () => queue.length,
  });
}

function modelList(models: readonly string[]): Reply {
  const data = models.map((id) => ({ id, object: "model", created: 1_700_000_000, owned_by: "simulated" }));
  return json({ object: "list", data });
}

function unscripted(call: ChatCall, n: number): string {
  const last = call.messages.at(-1)?.text.replace(/\s+/g, " ").slice(0, 120) ?? "";
  return `Unscripted call ${n}: model ${call.model}, schema ${call.schema?.name ?? "none"}, last message "${last}"`;
}
