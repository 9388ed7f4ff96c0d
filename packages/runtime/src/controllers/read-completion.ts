import { Fault, oneLine, redact } from "@hugginggpt/shared";
import { decodeText, readBody } from "@hugginggpt/shared/http";
import { completionShape, type RawAnswer } from "./chat-shapes.js";

/** Decoded bytes of a completion at most. */
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * Returns the answer in the body of a chat completion that was not streamed, whatever its content type says.
 * @throws Fault CONTROLLER_FAILED for a body that is no chat completion: HTML, a text, an error with status 200;
 * RESPONSE_TOO_LARGE past 8 MiB.
 */
export async function readCompletion(response: Response, purpose: string): Promise<RawAnswer> {
  const { text } = decodeText(await readBody(response.body ?? [], MAX_BYTES, purpose));
  const parsed = completionShape.safeParse(parseJson(text));
  if (!parsed.success) throw notCompletion(text, response.headers.get("content-type"));
  const [choice] = parsed.data.choices;
  return {
    text: choice?.message.content ?? "",
    refusal: choice?.message.refusal ?? "",
    finish: choice?.finish_reason ?? null,
    promptTokens: parsed.data.usage?.prompt_tokens ?? 0,
    completionTokens: parsed.data.usage?.completion_tokens ?? 0,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not JSON is one more way of being no completion; the caller says what came.
  }
}

function notCompletion(text: string, type: string | null): Fault {
  const start = /^\s*</.test(text) ? "a web page" : oneLine(redact(text), 160) || "an empty body";
  return new Fault("CONTROLLER_FAILED", "The language model's server sent no chat completion", {
    wanted: "JSON with choices[0].message",
    came: `${start} (${type ?? "no content type"})`,
    next: "Check OPENAI_BASE_URL and the proxy.",
    retryable: true,
  });
}
