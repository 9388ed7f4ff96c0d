import { eventStream, json, type Reply } from "../loopback/reply.js";
import type { ChatCall } from "./chat-call.js";

/** What a script answers: a text, a JSON value (sent as text), or everything. */
export type ScriptedReply = string | ScriptedCompletion;

export interface ScriptedCompletion {
  /** Absent or null: an answer without content. */
  readonly text?: string | null;
  readonly refusal?: string;
  /** Default `stop`. */
  readonly finishReason?: string;
  /** Null: the answer says nothing of tokens. Default: about four characters a token. */
  readonly usage?: { readonly promptTokens: number; readonly completionTokens: number } | null;
  /** Answers this instead of a completion. */
  readonly error?: { readonly status: number; readonly message: string; readonly code?: string };
  /** Ends a stream with an error event after the text. Without effect where nothing is streamed. */
  readonly streamError?: string;
}

/** Returns a script's reply as the API sends it: one JSON document, or a stream where the call asked for one. */
export function completionReply(call: ChatCall, scripted: ScriptedReply): Reply {
  const reply: ScriptedCompletion = typeof scripted === "string" ? { text: scripted } : scripted;
  if (reply.error) return apiError(reply.error.status, reply.error.message, reply.error.code ?? null);
  return call.stream ? streamed(call, reply) : whole(call, reply);
}

/** Returns a refusal in OpenAI's form. */
export function apiError(
  status: number,
  message: string,
  code: string | null,
  param: string | null = null,
): Reply {
  const type = status >= 500 ? "server_error" : "invalid_request_error";
  return json({ error: { message, type, param, code } }, status);
}

function whole(call: ChatCall, reply: ScriptedCompletion): Reply {
  const message = { role: "assistant", content: reply.text ?? null, refusal: reply.refusal ?? null };
  return json({
    ...frame(call, "chat.completion"),
    choices: [{ index: 0, message, logprobs: null, finish_reason: reply.finishReason ?? "stop" }],
    ...usageField(call, reply),
  });
}

function streamed(call: ChatCall, reply: ScriptedCompletion): Reply {
  const event = (choice: Record<string, unknown>): string =>
    JSON.stringify({
      ...frame(call, "chat.completion.chunk"),
      choices: [{ index: 0, finish_reason: null, ...choice }],
    });
  const pieces = (reply.text ?? "").match(/\s*\S+\s*$|\s*\S+/g) ?? (reply.text ? [reply.text] : []);
  const events = [
    event({ delta: { role: "assistant", content: "" } }),
    ...pieces.map((content) => event({ delta: { content } })),
  ];
  if (reply.refusal !== undefined) events.push(event({ delta: { refusal: reply.refusal } }));
  if (reply.streamError !== undefined) {
    return eventStream([
      ...events,
      JSON.stringify({ error: { message: reply.streamError, type: "server_error" } }),
    ]);
  }
  events.push(event({ delta: {}, finish_reason: reply.finishReason ?? "stop" }));
  if (call.includeUsage) {
    events.push(
      JSON.stringify({ ...frame(call, "chat.completion.chunk"), choices: [], ...usageField(call, reply) }),
    );
  }
  return eventStream([...events, "[DONE]"]);
}

function frame(call: ChatCall, object: string): Record<string, unknown> {
  return { id: "chatcmpl-simulated", object, created: 1_700_000_000, model: call.model };
}

function usageField(call: ChatCall, reply: ScriptedCompletion): Record<string, unknown> {
  if (reply.usage === null) return {};
  const length = call.messages.reduce((sum, { text }) => sum + text.length, 0);
  const prompt = reply.usage?.promptTokens ?? Math.ceil(length / 4);
  const completion = reply.usage?.completionTokens ?? Math.ceil((reply.text ?? "").length / 4);
  return {
    usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
  };
}
