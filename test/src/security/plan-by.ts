import { type PlanInput, type PlanResult, planRequest } from "@hugginggpt/runtime";
import { type Controller, TASK_IDS } from "@hugginggpt/shared";

/** Returns what planning comes to where a language model answers every call with this text, and how often it was asked. */
export async function planBy(
  written: string,
  input: Pick<PlanInput, "request" | "files">,
): Promise<PlanResult & { readonly calls: number }> {
  let calls = 0;
  const controller: Controller = {
    name: "openai:hostile",
    chat: async () => {
      calls++;
      return { text: written, promptTokens: 1, completionTokens: 1 };
    },
  };
  const deps = { controller, emit: () => undefined };
  const result = await planRequest({ ...input, offered: TASK_IDS }, deps);
  return { ...result, calls };
}
