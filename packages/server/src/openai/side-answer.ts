import type { ChatMessage, Controller } from "@hugginggpt/shared";
import type { OpenAiChatRequest } from "./chat-schema.js";
import type { CompletionUsage } from "./completion-chunks.js";
import { wordsOf } from "./read-messages.js";

/** Words of a title made without a language model. */
const TITLE_WORDS = 6;

/** The answer to a front end's question. */
export interface SideAnswer {
  readonly text: string;
  readonly usage: CompletionUsage;
}

/**
 * Answers a front end's question about a conversation with the controller. Without one, the answer is the first words
 * of the conversation's latest line, which serve as a title. Nothing is planned or run.
 * @throws Fault as `Controller.chat` does.
 */
export async function sideAnswer(
  { messages }: Pick<OpenAiChatRequest, "messages">,
  controller: Controller | null,
  signal: AbortSignal,
): Promise<SideAnswer> {
  if (!controller) return { text: firstWords(messages), usage: usageOf(0, 0) };
  const asked = messages.flatMap((message): ChatMessage[] => {
    const content = wordsOf(message);
    return message.role === "tool" || !content.trim() ? [] : [{ role: roleOf(message.role), content }];
  });
  const { text, promptTokens, completionTokens } = await controller.chat({ messages: asked }, signal);
  return { text, usage: usageOf(promptTokens, completionTokens) };
}

function roleOf(role: "system" | "developer" | "user" | "assistant"): ChatMessage["role"] {
  return role === "developer" ? "system" : role;
}

function usageOf(prompt_tokens: number, completion_tokens: number): CompletionUsage {
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

/** The conversation is at the end of such a prompt, often between tags. */
function firstWords(messages: OpenAiChatRequest["messages"]): string {
  const asked = messages.map(wordsOf).join("\n");
  const talk = /<(?:chat_history|messages|conversation)>([\s\S]*?)<\//i.exec(asked)?.[1] ?? asked;
  const line = talk.split("\n").findLast((one) => /[\p{L}\p{N}]/u.test(one)) ?? "";
  return (
    line
      .replace(/^\s*(?:user|assistant)\s*:\s*/i, "")
      .trim()
      .split(/\s+/)
      .slice(0, TITLE_WORDS)
      .join(" ") || "Chat"
  );
}
