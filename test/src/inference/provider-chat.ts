import { parseChatCall } from "../llm/chat-call.js";
import { apiError, completionReply } from "../llm/chat-completion.js";
import type { ChatScript } from "../llm-server.js";
import type { LoopbackRequest } from "../loopback/loopback-request.js";
import { json, type Reply } from "../loopback/reply.js";
import type { ServedModels } from "./served-models.js";

/** Chat models that the router serves whatever the mapping says: the ones that this project names by default. */
const ALWAYS = ["openai/gpt-oss-120b", "openai/gpt-oss-20b"];

/** Answers a chat completion at the router or at one provider; null for another path. */
export async function answerProviderChat(
  request: LoopbackRequest,
  served: ServedModels,
  script: ChatScript,
): Promise<Reply | null> {
  if (request.method !== "POST" || !request.path.endsWith("/chat/completions")) return null;
  const call = parseChatCall(request);
  if (!call) return apiError(422, "missing field `messages`", null);
  const [model = "", provider] = call.model.split(":");
  const providers = served.chatModels().get(model);
  const policy = provider === undefined || ["fastest", "cheapest", "preferred", "auto"].includes(provider);
  const supported =
    ALWAYS.includes(model) ||
    providers?.some((mapping) => policy || mapping.provider === provider) ||
    atProvider(request, served, model);
  if (!supported) {
    const message = `The requested model '${call.model}' is not supported by any provider you have enabled.`;
    return apiError(400, message, "model_not_supported", "model");
  }
  const reply = await script(call);
  if (reply === undefined) return apiError(500, `Unscripted call for ${call.model}`, "unscripted_call");
  return completionReply(call, reply);
}

/** Returns the router's list of chat models. */
export function chatModelList(served: ServedModels): Reply {
  const mapped = [...served.chatModels()].map(([id, mappings]) =>
    entry(
      id,
      mappings.map(({ provider }) => provider),
    ),
  );
  const always = ALWAYS.filter((id) => !served.chatModels().has(id)).map((id) => entry(id, ["groq"]));
  return json({ object: "list", data: [...always, ...mapped] });
}

function entry(id: string, providers: readonly string[]): Record<string, unknown> {
  return {
    id,
    object: "model",
    created: 1_700_000_000,
    owned_by: id.split("/")[0],
    architecture: { input_modalities: ["text"], output_modalities: ["text"] },
    providers: providers.map((provider) => ({
      provider,
      status: "live",
      context_length: 128_000,
      pricing: { input: 0.5, output: 2 },
      supports_structured_output: true,
      first_token_latency_ms: 400,
      throughput: 50,
    })),
  };
}

/** A provider's own route, `/<provider>/.../chat/completions`, takes the provider's id. */
function atProvider(request: LoopbackRequest, served: ServedModels, id: string): boolean {
  const provider = /^\/([\w-]+)\//.exec(request.path)?.[1] ?? "";
  return served.at(provider, id)?.task === "conversational";
}
