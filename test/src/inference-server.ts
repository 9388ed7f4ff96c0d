import { defaultHubRows } from "./hub/hub-row.js";
import { FalQueue } from "./inference/fal-queue.js";
import { answerCompletion, answerHfInference } from "./inference/hf-inference.js";
import { answerOpenAiLike, answerReplicate, answerTogetherVideo } from "./inference/openai-like.js";
import { answerProviderChat, chatModelList } from "./inference/provider-chat.js";
import { ServedModels } from "./inference/served-models.js";
import { sandboxReply } from "./llm/sandbox-reply.js";
import type { ChatScript } from "./llm-server.js";
import { type LoopbackRequest, tokenOf } from "./loopback/loopback-request.js";
import { type LoopbackOptions, type LoopbackServer, startLoopback } from "./loopback/loopback-server.js";
import { type Reply, refusal } from "./loopback/reply.js";
import { FileShelf } from "./media/file-shelf.js";
import { defaultMappings } from "./providers/default-mappings.js";
import type { ProviderMapping } from "./providers/provider-mapping.js";

export interface InferenceOptions extends LoopbackOptions {
  /** What runs where. Default: `defaultMappings` of the models that `startHub` serves by default. */
  readonly mappings?: readonly ProviderMapping[];
  /** The tokens that are valid. Default: every token that starts with `hf_`. */
  readonly tokens?: readonly string[];
  /** Answers chat completions. Default: `sandboxReply`. */
  readonly chat?: ChatScript;
  /** How many status requests of a queued job say "not yet". Default 1. */
  readonly polls?: number;
  /** Where links to made files point. Default: this server, as the client addressed it. */
  readonly fileOrigin?: string;
}

/**
 * Starts a simulated inference router: hf-inference, fal-ai (queue and direct), together, nscale, deepinfra and others
 * with OpenAI's routes, replicate, chat completions. Novita, wavespeed and zai-org are not simulated.
 */
export async function startInference(options: InferenceOptions = {}): Promise<LoopbackServer> {
  const served = new ServedModels(options.mappings ?? defaultMappings(defaultHubRows().rows));
  const shelf = new FileShelf();
  const fal = new FalQueue(served, shelf, options.polls ?? 1);
  return startLoopback(async (request) => {
    const open = shelf.answer(request.path) ?? (isModelList(request) ? chatModelList(served) : null);
    if (open) return open;
    if (!isAllowed(request, options.tokens)) return refusal(401, "Invalid username or password.");
    const fileOrigin = options.fileOrigin ?? request.origin;
    return (
      (await answerProviderChat(request, served, options.chat ?? sandboxReply)) ??
      answerCompletion(request) ??
      answerHfInference(request, served) ??
      fal.answer(request, fileOrigin) ??
      answerOpenAiLike(request, served, shelf, fileOrigin) ??
      answerTogetherVideo(request, served, shelf, fileOrigin) ??
      answerReplicate(request, served, shelf, fileOrigin) ??
      notSimulated(request)
    );
  }, options);
}

function isModelList({ method, path }: LoopbackRequest): boolean {
  return method === "GET" && path === "/v1/models";
}

function isAllowed(request: LoopbackRequest, tokens: readonly string[] | undefined): boolean {
  const token = tokenOf(request);
  return token !== null && (tokens ? tokens.includes(token) : token.startsWith("hf_"));
}

function notSimulated({ method, path }: LoopbackRequest): Reply {
  return refusal(404, `The simulated router has no ${method} ${path}`);
}
