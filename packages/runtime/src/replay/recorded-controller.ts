import { type Controller, recordedError, withMethods } from "@hugginggpt/shared";
import { promptHash } from "../controllers/recording-controller.js";
import type { RecordedReply } from "../journal/recorded-run.js";

/**
 * Returns a controller that answers, and fails, as a record says, each reply once; another one is asked what the record
 * does not hold. `replies`: by the hash of the question, in order.
 */
export function recordedController(
  other: Controller,
  replies: ReadonlyMap<string, readonly RecordedReply[]>,
): Controller {
  if (replies.size === 0) return other;
  const left = new Map(replies);
  return withMethods(other, {
    chat: async (request, signal) => {
      const prompt = promptHash(request);
      const [said, ...rest] = left.get(prompt) ?? [];
      if (!said) return other.chat(request, signal);
      left.set(prompt, rest);
      if ("fault" in said) throw recordedError(said.fault);
      request.onText?.(said.text);
      return said;
    },
  });
}
