import type { ChatMessage } from "@hugginggpt/shared";
import { Refusal } from "../answers/refusal.js";
import type { MessagePart, OpenAiChatRequest, OpenAiMessage } from "./chat-schema.js";
import { type GivenFile, givenFiles } from "./given-files.js";

/** Most bytes of history, as in `hugginggpt chat`: about 2,000 tokens of English. */
const HISTORY_CHARACTERS = 6_000;
/** Most characters of an earlier message. */
const MESSAGE_CHARACTERS = 1_500;

/** The request in a list of messages. */
export interface MessagesRequest {
  /** The text of the user's last message. */
  readonly request: string;
  /** The files of the user's latest message with files. */
  readonly files: readonly GivenFile[];
  /** Earlier messages, oldest first, as many of the newest as fit. */
  readonly history: readonly ChatMessage[];
  /** All texts of the user and the assistant, newest last, to find links to artifacts. */
  readonly said: string;
}

/**
 * Returns the request in a list of messages. Texts of `system` and `developer` come first in the history. Tool calls
 * and their results are left out.
 * @throws Refusal 400 if the last message is not the user's, or has neither text nor files.
 */
export function readMessages(messages: OpenAiChatRequest["messages"]): MessagesRequest {
  const talk = messages.filter(({ role }) => role === "user" || role === "assistant");
  const last = talk.at(-1);
  if (last?.role !== "user")
    throw new Refusal("BODY_INVALID", "The last message is not the user's", "Put the request last.");
  const request = wordsOf(last).trim();
  const files = talk
    .filter(({ role }) => role === "user")
    .map((message) => givenFiles(partsOf(message)))
    .findLast((found) => found.length > 0);
  if (!request && !files)
    throw new Refusal("BODY_INVALID", "The last message is empty", "Describe what you want, in words.");
  const rules = messages.filter(({ role }) => role === "system" || role === "developer");
  return {
    request,
    files: files ?? [],
    history: [...remembered(rules, "system"), ...newest(talk.slice(0, -1))],
    said: talk.map(wordsOf).join("\n"),
  };
}

/** Returns the text of a message, one line for each part. */
export function wordsOf(message: OpenAiMessage): string {
  return partsOf(message)
    .flatMap((part) => (part.type === "text" ? [part.text] : []))
    .join("\n");
}

function partsOf({ content }: OpenAiMessage): readonly MessagePart[] {
  return typeof content === "string" ? [{ type: "text", text: content }] : (content ?? []);
}

function remembered(messages: readonly OpenAiMessage[], role: ChatMessage["role"]): ChatMessage[] {
  return messages
    .map((message) => ({ role, content: wordsOf(message).slice(0, MESSAGE_CHARACTERS) }))
    .filter(({ content }) => content.trim());
}

function newest(talk: readonly OpenAiMessage[]): ChatMessage[] {
  const kept: ChatMessage[] = [];
  let room = HISTORY_CHARACTERS;
  for (const message of talk.toReversed()) {
    const [said] = remembered([message], message.role === "assistant" ? "assistant" : "user");
    if (!said) continue;
    room -= said.content.length;
    if (room < 0) break;
    kept.unshift(said);
  }
  return kept;
}
