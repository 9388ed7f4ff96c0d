import type { OpenAiChatRequest } from "./chat-schema.js";
import { wordsOf } from "./read-messages.js";

/** Phrases with which front ends ask for a title, tags, follow-up questions or a search query. */
const WANTED =
  /\b(?:generate|create|write|provide|suggest|give|summari[sz]e|determine)\b[^.\n]{0,120}\b(?:titles?|tags?|categor(?:y|ies)|follow-?up questions?|search quer(?:y|ies)|emoji)\b/i;
const ABOUT_TALK = /\b(?:chat|conversation|message|dialog(?:ue)?|discussion)s?\b|<chat_history>|<messages>/i;
/** The question is at the beginning; the conversation follows. */
const HEAD = 600;

/**
 * Returns true for a front end's own question about a conversation, which never starts a run. Open WebUI begins
 * such prompts with `### Task:`, or names them in `metadata.task`; others ask in words for a title of the conversation.
 */
export function isSideQuestion({ messages, metadata }: OpenAiChatRequest): boolean {
  if (metadata?.task !== undefined) return true;
  const last = messages.at(-1);
  if (last?.role !== "user") return false;
  const words = wordsOf(last).trimStart();
  if (words.startsWith("### Task:")) return true;
  const rules = messages.filter(({ role }) => role === "system" || role === "developer").map(wordsOf);
  return [words, ...rules].some((text) => asksAboutTalk(text.slice(0, HEAD)));
}

function asksAboutTalk(head: string): boolean {
  return WANTED.test(head) && ABOUT_TALK.test(head);
}
