import { type ChatRequest, type Controller, type Emit, recordFault, withMethods } from "@hugginggpt/shared";
import { sha256Of } from "../objects/sha256.js";

export interface RecordingDeps {
  readonly emit: Emit;
  /** Resolves when all that was emitted is kept for good; waited for before a question is asked. */
  readonly flush?: (() => Promise<void>) | undefined;
}

/** Returns a controller that emits what another one is asked, and what it says or why it fails. */
export function recordingController(inner: Controller, { emit, flush }: RecordingDeps): Controller {
  return withMethods(inner, {
    chat: async (request, signal) => {
      const prompt = promptHash(request);
      emit({ type: "controller-called", prompt });
      await flush?.();
      signal?.throwIfAborted();
      try {
        const reply = await inner.chat(request, signal);
        const { text, promptTokens, completionTokens } = reply;
        emit({ type: "controller-answered", prompt, text, promptTokens, completionTokens });
        return reply;
      } catch (error) {
        if (!signal?.aborted) emit({ type: "controller-failed", prompt, fault: recordFault(error) });
        throw error;
      }
    },
  });
}

/** Returns the hash of all that is said to a controller: the messages, and the form that is asked for. */
export function promptHash({ messages, schema }: ChatRequest): string {
  return sha256Of(JSON.stringify([messages, schema ?? null]));
}
