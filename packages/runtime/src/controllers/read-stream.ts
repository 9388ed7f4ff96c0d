import { Fault } from "@hugginggpt/shared";
import type OpenAI from "openai";
import { Stream } from "openai/streaming";
import { chunkShape, type RawAnswer } from "./chat-shapes.js";
import { ThinkFilter } from "./think-filter.js";

/** Characters of a streamed answer at most: an endless stream ends here. */
const MAX_CHARACTERS = 1_000_000;
const TAIL_BYTES = 64;

/**
 * Returns the answer put together from a stream of server-sent events; each piece that is no reasoning goes to
 * `onText` as it arrives. A stream that ends without a finish reason, usage or `[DONE]` was cut: its finish is `cut`.
 * @throws Fault CONTROLLER_FAILED past a million characters; the signal's reason when aborted; what the openai client
 * throws for an error inside the stream or a broken connection.
 */
export async function readStream(
  response: Response,
  onText: (piece: string) => void,
  client: OpenAI,
  signal?: AbortSignal,
): Promise<RawAnswer> {
  const tail = new Tail();
  const watched = new Response(response.body?.pipeThrough(tail.watch()) ?? null, response);
  const filter = new ThinkFilter();
  let [text, refusal, finish, promptTokens, completionTokens] = ["", "", "", 0, 0];
  // The client takes its own controller, which it aborts when reading stops early.
  for await (const event of Stream.fromSSEResponse<unknown>(watched, new AbortController(), client)) {
    signal?.throwIfAborted();
    const chunk = chunkShape.safeParse(event);
    if (!chunk.success) continue;
    const choice = chunk.data.choices?.[0];
    text += choice?.delta?.content ?? "";
    refusal += choice?.delta?.refusal ?? "";
    finish = choice?.finish_reason ?? finish;
    promptTokens = chunk.data.usage?.prompt_tokens ?? promptTokens;
    completionTokens = chunk.data.usage?.completion_tokens ?? completionTokens;
    show(filter.push(choice?.delta?.content ?? ""), onText);
    if (text.length > MAX_CHARACTERS) throw tooLong();
  }
  // An abort ends the client's stream without an error.
  signal?.throwIfAborted();
  show(filter.end(), onText);
  const whole = finish || promptTokens > 0 || tail.text.includes("[DONE]");
  return { text, refusal, finish: whole ? finish || null : "cut", promptTokens, completionTokens };
}

/** Remembers the last bytes of a body, because the client keeps the closing `[DONE]` to itself. */
class Tail {
  text = "";

  watch(): TransformStream<Uint8Array, Uint8Array> {
    return new TransformStream({
      transform: (chunk, controller) => {
        this.text = (this.text + new TextDecoder().decode(chunk)).slice(-TAIL_BYTES);
        controller.enqueue(chunk);
      },
    });
  }
}

function show(piece: string, onText: (piece: string) => void): void {
  if (piece) onText(piece);
}

function tooLong(): Fault {
  return new Fault("CONTROLLER_FAILED", "The language model's answer does not end", {
    wanted: `at most ${MAX_CHARACTERS} characters`,
    next: "Choose another model with --controller.",
  });
}
