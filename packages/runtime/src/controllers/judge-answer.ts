import { type ChatReply, Fault, oneLine } from "@hugginggpt/shared";
import type { ChatAnswer } from "@hugginggpt/shared/openai";

/**
 * Returns the answer as a reply; a server that does not count its tokens says 0.
 * @throws Fault CONTROLLER_FAILED for a refusal, an answer cut at the length limit or in the stream, one that a filter
 * withheld, and one without text.
 */
export function judgeAnswer(name: string, answer: ChatAnswer): ChatReply {
  if (answer.refusal) throw failed(`${name} refused`, oneLine(answer.refusal, 200), "Rephrase the request.");
  if (answer.finish === "length") {
    throw failed(`${name} reached its length limit`, "a cut answer", "Choose a model with a larger context.");
  }
  if (answer.finish === "content_filter") {
    throw failed(`A content filter withheld the answer of ${name}`, "no answer", "Rephrase the request.");
  }
  if (answer.finish === "cut") {
    throw failed(`The answer of ${name} ended in the middle`, "a cut stream", "Try again.");
  }
  const { text, usage } = answer;
  if (!text) throw failed(`${name} gave an empty answer`, "no text", "Try again, or choose another model.");
  return { text, ...(usage ?? { promptTokens: 0, completionTokens: 0 }) };
}

function failed(message: string, came: string, next: string): Fault {
  return new Fault("CONTROLLER_FAILED", message, { wanted: "an answer", came, next });
}
