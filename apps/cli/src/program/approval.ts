import { createInterface } from "node:readline/promises";
import type { Proposal } from "@hugginggpt/runtime";
import { Fault } from "@hugginggpt/shared";
import { proposalLines } from "../render/plan-view.js";
import { type CliContext, noteLine } from "./cli-context.js";

/** @throws Fault USAGE where nobody sits at a terminal who could be asked. */
export function requireTerminal(context: CliContext): void {
  if (context.in.isTTY && context.err.isTTY) return;
  throw new Fault("USAGE", "--approve needs a terminal to ask at", {
    came: "standard input or standard error is none",
    next: "Add --yes to run without asking, or look at the plan with --dry-run first.",
  });
}

/** Shows what is about to run on standard error and returns whether it may; `showOnly` asks nobody. */
export async function askApproval(
  proposal: Proposal,
  showOnly: boolean,
  context: CliContext,
): Promise<boolean> {
  for (const line of proposalLines(proposal, context)) noteLine(context, line);
  if (showOnly) return true;
  const reader = createInterface({ input: context.in, output: context.err });
  // In raw mode the terminal gives Ctrl-C to the reader, not to the process.
  reader.on("SIGINT", () => process.emit("SIGINT"));
  try {
    // Ctrl-D closes the reader and leaves its question open for ever.
    const closed = new Promise<string>((resolve) => reader.once("close", () => resolve("")));
    const asked = reader.question("Run this? [y/N] ", { signal: context.signal });
    const answer = await Promise.race([asked, closed]);
    return /^\s*y(es)?\s*$/i.test(answer);
  } catch (error) {
    context.signal.throwIfAborted();
    throw error;
  } finally {
    reader.close();
  }
}
