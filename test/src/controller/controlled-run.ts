import type { RunReport } from "@hugginggpt/runtime";
import { startCli } from "../e2e/cli.js";
import type { CliResult } from "../e2e/running-cli.js";
import { OPENAI_SECRET } from "../e2e/secrets.js";
import type { ChatCall } from "../llm/chat-call.js";
import type { ScriptedReply } from "../llm/chat-completion.js";
import type { LlmServer } from "../llm-server.js";

/** Which of the product's questions a call is, by the beginning of its rules. */
export type Stage = "plan" | "choice" | "answer" | "direct" | "task";

/** Returns the stage that a call belongs to. */
export function stageOf({ system }: ChatCall): Stage {
  if (system.startsWith("Turn the request into a plan")) return "plan";
  if (system.startsWith("Choose ")) return "choice";
  if (system.startsWith("You tell the user")) return "answer";
  return system.startsWith("Answer the user") ? "direct" : "task";
}

export const PLAN = JSON.stringify({
  tasks: [{ id: 0, task: "summarization", args: { text: "One. Two. Three. Four sentences." }, dep: [-1] }],
});
export const REQUEST = "Summarize: One. Two. Three. Four sentences.";

/** Returns a script that answers every stage well, but for what a test says otherwise. */
export function wellBut(
  other: Partial<Record<Stage, ScriptedReply | ((call: ChatCall) => ScriptedReply)>> = {},
): (call: ChatCall) => ScriptedReply {
  const well = {
    plan: PLAN,
    choice: '{"id":"c1","reason":"it fits"}',
    answer: "It has four sentences.",
    direct: "Hello to you.",
    task: "Four sentences.",
  } satisfies Record<Stage, ScriptedReply>;
  return (call) => {
    const reply = other[stageOf(call)] ?? well[stageOf(call)];
    return typeof reply === "function" ? reply(call) : reply;
  };
}

export interface ControlledRun extends CliResult {
  /** The document of `--json`; null where none was printed. */
  readonly report: RunReport | null;
}

/** Runs `hugginggpt run --json` against a language model server; in this process unless told otherwise. */
export async function runControlled(
  llm: LlmServer,
  home: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  start: typeof startCli = startCli,
): Promise<ControlledRun> {
  const end = await start("hugginggpt", ["run", REQUEST, "--json", "--verbose", ...args], {
    home,
    env: { OPENAI_BASE_URL: llm.baseUrl, OPENAI_API_KEY: OPENAI_SECRET, ...env },
  }).ended;
  return { ...end, report: end.stdout.trim() ? JSON.parse(end.stdout) : null };
}
