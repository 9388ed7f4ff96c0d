import type { ChatMessage, Controller } from "@hugginggpt/shared";
import { wordsOf } from "./asked-of.js";
import type { OpenAiChatRequest } from "./chat-schema.js";
import type { CompletionUsage } from "./completion-chunks.js";

/** Words of a title that no language model wrote. */
const TITLE_WORDS = 6;

/** The answer to a question beside the talk. */
export interface SideAnswer {
  readonly text: string;
  readonly usage: CompletionUsage;
}

/**
 * Answers what a front end asks about a talk, by the controller and in words; without a controller by the first words of the
 * talk's latest line, which serves as a title. Nothing is planned and run.
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

/** The talk stands at the end of such a prompt, often between tags. */
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
