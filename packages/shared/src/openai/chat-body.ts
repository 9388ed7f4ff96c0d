import type OpenAI from "openai";
import type { ChatContent, ChatMessage } from "../ports/controller.js";
import type { Option } from "./server-options.js";

/** A question to a chat model. */
export interface ChatQuestion extends ChatContent {
  readonly maxTokens?: number;
  /** Called with each piece of the answer as it arrives, without thinking. If set, the server is asked to stream. */
  readonly onText?: ((piece: string) => void) | undefined;
}

type Body = OpenAI.ChatCompletionCreateParams;

/** Returns the options that a question uses, the ones that servers refuse most often first. */
export function wantedOptions({ messages, schema, maxTokens, onText }: ChatQuestion): Option[] {
  return [
    ...(schema ? (["schema"] as const) : []),
    ...(messages.some(({ role }) => role === "system") ? (["system"] as const) : []),
    ...(onText ? (["usage", "stream"] as const) : []),
    ...(maxTokens === undefined ? [] : (["max_tokens", "max_completion_tokens"] as const)),
  ];
}

/** Returns the body of a chat request with only these options. */
export function chatBody(model: string, question: ChatQuestion, used: readonly Option[]): Body {
  const { schema, maxTokens } = question;
  const messages = used.includes("system") ? question.messages : withoutSystem(question.messages);
  const limit = (["max_tokens", "max_completion_tokens"] as const).find((name) => used.includes(name));
  return {
    model,
    messages: messages.map(messageParam),
    ...(schema && used.includes("schema")
      ? { response_format: { type: "json_schema", json_schema: { strict: true, ...schema } } }
      : {}),
    ...(maxTokens !== undefined && limit ? { [limit]: maxTokens } : {}),
    ...(used.includes("stream") ? { stream: true } : {}),
    ...(used.includes("usage") && used.includes("stream") ? { stream_options: { include_usage: true } } : {}),
  };
}

/** Puts the system message at the beginning of the user's first message. */
function withoutSystem(messages: readonly ChatMessage[]): ChatMessage[] {
  const system = messages.filter(({ role }) => role === "system").map(({ content }) => content);
  const rest = messages.filter(({ role }) => role !== "system");
  const [first, ...others] =
    rest[0]?.role === "user" ? rest : [{ role: "user", content: "" } as const, ...rest];
  return [
    {
      ...(first ?? { role: "user" }),
      content: [...system, first?.content ?? ""].filter(Boolean).join("\n\n"),
    },
    ...others,
  ];
}

/** Puts the pictures of a user's message before its text; other messages have none. */
function messageParam({ role, content, pictures = [] }: ChatMessage): OpenAI.ChatCompletionMessageParam {
  if (role !== "user" || pictures.length === 0) return { role, content };
  const parts = pictures.map((url) => ({ type: "image_url" as const, image_url: { url } }));
  return { role, content: [...parts, { type: "text", text: content }] };
}
