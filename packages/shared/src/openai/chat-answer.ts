import { Fault } from "../errors/fault.js";
import { isJsonObject, type JsonObject } from "../text/json.js";
import { withoutThinking } from "./thinking.js";

/** The answer of a chat model. */
export interface ChatAnswer {
  /** The text without thinking, or the arguments of a function call if there is no text. May be empty. */
  readonly text: string;
  /** The model's refusal in its own words; empty if it answered. */
  readonly refusal: string;
  /** `stop`, `length`, `content_filter` ...; `cut` for an incomplete stream; null if none was given. */
  readonly finish: string | null;
  /** Null if the server does not count tokens. */
  readonly usage: { readonly promptTokens: number; readonly completionTokens: number } | null;
  /** Whether the text began with thinking whose opening tag was in the prompt. */
  readonly isOpenedInPrompt: boolean;
}

/** Assembles an answer from the messages or deltas of chat completions, as real servers send them. */
export class ChatPieces {
  /** The raw text, with thinking. */
  text = "";
  finish: string | null = null;
  usage: ChatAnswer["usage"] = null;
  #refusal = "";
  #arguments = "";

  /** Adds a completion or a stream's event and returns its text. Returns null for anything else. */
  add(json: unknown): string | null {
    if (!isJsonObject(json)) return null;
    const usage = isJsonObject(json.usage) ? json.usage : null;
    if (usage)
      this.usage = {
        promptTokens: count(usage.prompt_tokens),
        completionTokens: count(usage.completion_tokens),
      };
    const choice = Array.isArray(json.choices) ? json.choices[0] : null;
    if (!isJsonObject(choice)) return usage || Array.isArray(json.choices) ? "" : null;
    if (typeof choice.finish_reason === "string" && choice.finish_reason !== "")
      this.finish = choice.finish_reason;
    const said = isJsonObject(choice.delta)
      ? choice.delta
      : isJsonObject(choice.message)
        ? choice.message
        : choice;
    const piece = contentText(said.content ?? said.text);
    this.text += piece;
    this.#refusal += typeof said.refusal === "string" ? said.refusal : "";
    this.#arguments += argumentsOf(said);
    return piece;
  }

  /** Returns the whole answer. */
  answer(isOpenedInPrompt: boolean): ChatAnswer {
    const { finish, usage } = this;
    const text = withoutThinking(this.text) || this.#arguments.trim();
    return { text, refusal: this.#refusal, finish, usage, isOpenedInPrompt };
  }
}

/**
 * Reads a chat completion that was not streamed.
 * @throws Fault BAD_RESPONSE for any other value.
 */
export function wholeAnswer(json: unknown, purpose: string, came: string): ChatPieces {
  const pieces = new ChatPieces();
  const isOne = isJsonObject(json) && Array.isArray(json.choices) && json.choices.length > 0;
  if (isOne && pieces.add(json) !== null) return pieces;
  throw new Fault("BAD_RESPONSE", `Could not ${purpose}: the server sent no chat completion`, {
    wanted: "JSON with choices[0].message",
    came,
    next: "Check OPENAI_BASE_URL and the proxy.",
    retryable: true,
  });
}

/** Content is a text or a list of parts. Parts with thinking have another type than text. */
function contentText(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content
    .map((part) => (isJsonObject(part) && /^(?:.*text)?$/.test(String(part.type ?? "")) ? part.text : ""))
    .filter((text) => typeof text === "string")
    .join("");
}

/** Only the first function call counts. */
function argumentsOf({ tool_calls: calls, function_call: call }: JsonObject): string {
  const first = Array.isArray(calls)
    ? calls.find((one) => isJsonObject(one) && (one.index === undefined || one.index === 0))
    : null;
  const called = isJsonObject(first) ? first.function : call;
  return isJsonObject(called) && typeof called.arguments === "string" ? called.arguments : "";
}

/** No call uses more tokens: larger figures are ignored. */
const MOST_TOKENS = 1e9;

function count(value: unknown): number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MOST_TOKENS
    ? value
    : 0;
}
