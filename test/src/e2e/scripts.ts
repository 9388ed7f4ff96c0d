import type { ChatCall } from "../llm/chat-call.js";
import type { ScriptedReply } from "../llm/chat-completion.js";
import { sandboxReply } from "../llm/sandbox-reply.js";
import type { ChatScript } from "../llm-server.js";

/**
 * Returns a script that answers the calls for a plan by these replies, the last one again and again, and every other
 * call as the sandbox does: the first candidate, and an answer that lists the results.
 */
export function planning(...replies: readonly [ScriptedReply, ...ScriptedReply[]]): ChatScript {
  let asked = 0;
  return (call) =>
    isPlanning(call) ? (replies[Math.min(asked++, replies.length - 1)] ?? replies[0]) : sandboxReply(call);
}

/** Returns true for a call that asks for a plan, or for a plan put right. */
export function isPlanning({ schema }: ChatCall): boolean {
  return schema?.name === "plan";
}

/** Returns true for a call that asks for the answer to the user. */
export function isAnswering({ schema, user }: ChatCall): boolean {
  return schema === null && user.includes("RESULTS");
}

/** Returns a plan as a language model writes it. */
export function planOf(
  ...tasks: readonly {
    readonly task: string;
    readonly args: object;
    readonly id?: number;
    readonly dep?: number[];
  }[]
): string {
  return JSON.stringify({ tasks: tasks.map((task, id) => ({ id, dep: [-1], ...task })) });
}
